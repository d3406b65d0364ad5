# Layouts of RFC 5280. What is told of the certificates was compared with what openssl says of them.

case  what a camera shows as its own
lane  certificate
from  10.0.2.7
hex   30 82 02 57 30 82 01 fe a0 03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21
hex   3d 3c f7 30 0a 06 08 2a 86 48 ce 3d 04 03 02 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d
hex   30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57
hex   6f 72 6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65
hex   31 1f 30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c
hex   65 30 1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 34 5a 17 0d 33 36 31 31 31 38 32 33 33 30 33 34
hex   5a 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31
hex   1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72 6b 73 2c 20 49 6e 63 2e 31 14 30 12
hex   06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f 30 1d 06 09 2a 86 48 86 f7 0d 01 09
hex   01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c 65 30 59 30 13 06 07 2a 86 48 ce 3d 02 01
hex   06 08 2a 86 48 ce 3d 03 01 07 03 42 00 04 fe 36 14 ac f4 b2 bd d4 20 26 c4 50 a6 b5 46 99 d0 6d
hex   6e 6f 59 4d e9 21 7d 9e 31 db 5c 42 e7 ff 2b bb 48 5d 3f bc 55 63 47 73 08 f1 60 19 74 21 e5 23
hex   1c e6 5e b2 6f 44 79 ec 43 c3 be 2b 68 fe a3 76 30 74 30 53 06 03 55 1d 11 04 4c 30 4a 82 0b 63
hex   61 6d 2e 65 78 61 6d 70 6c 65 82 0d 2a 2e 63 61 6d 2e 65 78 61 6d 70 6c 65 87 04 c0 00 02 07 87
hex   10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07 86 14 68 74 74 70 73 3a 2f 2f 63 61 6d 2e 65
hex   78 61 6d 70 6c 65 2f 30 1d 06 03 55 1d 0e 04 16 04 14 b8 f7 1d f8 b1 5b be 4a b4 18 d9 c9 6a 3d
hex   02 9b 48 46 79 51 30 0a 06 08 2a 86 48 ce 3d 04 03 02 03 47 00 30 44 02 20 51 d0 fe 1b e2 d1 d4
hex   ed 90 14 1d 54 39 94 70 2d 5f d1 df d7 85 77 17 2a 05 19 76 43 01 11 dd b8 02 20 2d e4 13 b1 89
hex   3c 15 25 08 90 36 ec c3 2b 82 d3 30 8e 3f c5 7d be bd 15 04 08 72 68 c1 39 d3 00
want  tls.subject = C = TW, ST = None, O = "Camera Works, Inc.", CN = cam.example, emailAddress = root@cam.example
want  tls.issuer = C = TW, ST = None, O = "Camera Works, Inc.", CN = cam.example, emailAddress = root@cam.example
want  tls.san = cam.example
want  tls.san = *.cam.example
want  tls.san = 192.0.2.7
want  tls.san = 2001:db8::7
want  tls.san = https://cam.example/
want  tls.not_before = Nov 21 23:30:34 2026 GMT
want  tls.not_after = Nov 18 23:30:34 2036 GMT
want  tls.sha1 = E0:0B:41:87:3C:93:FA:F3:23:AE:B5:1F:25:C4:ED:C4:78:BC:B8:91
end   done

case  a server of the Internet: no hash
lane  certificate
from  192.0.2.7
hex   30 82 02 57 30 82 01 fe a0 03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21
hex   3d 3c f7 30 0a 06 08 2a 86 48 ce 3d 04 03 02 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d
hex   30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57
hex   6f 72 6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65
hex   31 1f 30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c
hex   65 30 1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 34 5a 17 0d 33 36 31 31 31 38 32 33 33 30 33 34
hex   5a 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31
hex   1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72 6b 73 2c 20 49 6e 63 2e 31 14 30 12
hex   06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f 30 1d 06 09 2a 86 48 86 f7 0d 01 09
hex   01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c 65 30 59 30 13 06 07 2a 86 48 ce 3d 02 01
hex   06 08 2a 86 48 ce 3d 03 01 07 03 42 00 04 fe 36 14 ac f4 b2 bd d4 20 26 c4 50 a6 b5 46 99 d0 6d
hex   6e 6f 59 4d e9 21 7d 9e 31 db 5c 42 e7 ff 2b bb 48 5d 3f bc 55 63 47 73 08 f1 60 19 74 21 e5 23
hex   1c e6 5e b2 6f 44 79 ec 43 c3 be 2b 68 fe a3 76 30 74 30 53 06 03 55 1d 11 04 4c 30 4a 82 0b 63
hex   61 6d 2e 65 78 61 6d 70 6c 65 82 0d 2a 2e 63 61 6d 2e 65 78 61 6d 70 6c 65 87 04 c0 00 02 07 87
hex   10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07 86 14 68 74 74 70 73 3a 2f 2f 63 61 6d 2e 65
hex   78 61 6d 70 6c 65 2f 30 1d 06 03 55 1d 0e 04 16 04 14 b8 f7 1d f8 b1 5b be 4a b4 18 d9 c9 6a 3d
hex   02 9b 48 46 79 51 30 0a 06 08 2a 86 48 ce 3d 04 03 02 03 47 00 30 44 02 20 51 d0 fe 1b e2 d1 d4
hex   ed 90 14 1d 54 39 94 70 2d 5f d1 df d7 85 77 17 2a 05 19 76 43 01 11 dd b8 02 20 2d e4 13 b1 89
hex   3c 15 25 08 90 36 ec c3 2b 82 d3 30 8e 3f c5 7d be bd 15 04 08 72 68 c1 39 d3 00
want  tls.subject = C = TW, ST = None, O = "Camera Works, Inc.", CN = cam.example, emailAddress = root@cam.example
want  tls.issuer = C = TW, ST = None, O = "Camera Works, Inc.", CN = cam.example, emailAddress = root@cam.example
want  tls.san = cam.example
want  tls.san = *.cam.example
want  tls.san = 192.0.2.7
want  tls.san = 2001:db8::7
want  tls.san = https://cam.example/
want  tls.not_before = Nov 21 23:30:34 2026 GMT
want  tls.not_after = Nov 18 23:30:34 2036 GMT
end   done

case  names that need quotes, escapes or numbers; no extensions
lane  certificate
from  10.0.2.7
hex   30 82 01 aa 30 82 01 4f 02 14 0a 6c 5b be 50 6a 3f 5c 3b d2 26 14 bc aa 9e 05 e7 76 f3 e0 30 0a
hex   06 08 2a 86 48 ce 3d 04 03 02 30 57 31 0b 30 09 06 03 55 04 06 13 02 55 53 31 19 30 17 06 03 55
hex   04 0a 14 10 20 6c 65 61 64 20 61 6e 64 20 23 20 68 61 73 68 31 12 30 10 06 03 55 04 03 14 09 61
hex   22 62 5c 63 20 3c 64 3e 31 0d 30 0b 06 03 55 04 03 1e 04 5e 7f 4e 1c 31 0a 30 08 06 03 55 04 7f
hex   13 01 78 30 1e 17 0d 32 36 31 31 32 31 32 33 33 30 35 38 5a 17 0d 33 36 31 31 31 38 32 33 33 30
hex   35 38 5a 30 57 31 0b 30 09 06 03 55 04 06 13 02 55 53 31 19 30 17 06 03 55 04 0a 14 10 20 6c 65
hex   61 64 20 61 6e 64 20 23 20 68 61 73 68 31 12 30 10 06 03 55 04 03 14 09 61 22 62 5c 63 20 3c 64
hex   3e 31 0d 30 0b 06 03 55 04 03 1e 04 5e 7f 4e 1c 31 0a 30 08 06 03 55 04 7f 13 01 78 30 59 30 13
hex   06 07 2a 86 48 ce 3d 02 01 06 08 2a 86 48 ce 3d 03 01 07 03 42 00 04 fe 36 14 ac f4 b2 bd d4 20
hex   26 c4 50 a6 b5 46 99 d0 6d 6e 6f 59 4d e9 21 7d 9e 31 db 5c 42 e7 ff 2b bb 48 5d 3f bc 55 63 47
hex   73 08 f1 60 19 74 21 e5 23 1c e6 5e b2 6f 44 79 ec 43 c3 be 2b 68 fe 30 0a 06 08 2a 86 48 ce 3d
hex   04 03 02 03 49 00 30 46 02 21 00 98 84 7c a8 e0 b8 e4 cb 7a d4 bd 87 09 2d a4 67 4e e7 f7 de 59
hex   6c f0 53 d5 2c 6b f8 4a ba 33 71 02 21 00 a9 54 e2 a1 b0 aa 35 85 09 be 85 74 3e 0e 26 ca c4 61
hex   01 53 ce a3 cc 76 2d 14 31 e4 17 2b 4d 0a
want  tls.subject = C = US, O = " lead and # hash", CN = "a\x5c"b\x5c\x5cc <d>", CN = \x5cE5\x5cB9\x5cBF\x5cE4\x5cB8\x5c9C, 2.5.4.127 = x
want  tls.issuer = C = US, O = " lead and # hash", CN = "a\x5c"b\x5c\x5cc <d>", CN = \x5cE5\x5cB9\x5cBF\x5cE4\x5cB8\x5c9C, 2.5.4.127 = x
want  tls.not_before = Nov 21 23:30:58 2026 GMT
want  tls.not_after = Nov 18 23:30:58 2036 GMT
want  tls.sha1 = 12:68:33:B3:00:28:54:E3:89:A3:75:31:AE:CC:E2:A3:56:F0:15:9A
end   done

case  cut
lane  certificate
from  10.0.2.7
hex   30 82 02 57 30 82 01 fe a0 03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21
hex   3d 3c f7 30 0a 06 08 2a 86 48 ce 3d 04 03 02 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d
hex   30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57
hex   6f 72 6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65
hex   31 1f 30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c
hex   65 30 1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 34 5a 17 0d 33 36 31 31 31 38 32 33 33 30 33 34
hex   5a 30 70 31 0b 30 09 06
end   broken

case  no certificate at all
lane  certificate
from  10.0.2.7
text  -----BEGIN CERTIFICATE-----
end   broken

case  nothing
lane  certificate
from  10.0.2.7
end   broken
