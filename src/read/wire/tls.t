# Layouts of RFC 5246, RFC 6066 and RFC 5280. The certificates were made for these cases; what openssl
# says of each was compared with what is wanted here.

# Belkin WeMo Insight, IoT Sentinel captures; its random bytes set to zero.
case  the hello of a switch to its maker's cloud
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 70 01 00 00 6c 03 01 57 b4 9a 09 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2e 00 39 00 38 00 35 00 16 00 13 00 0a 00 33 00 32 00 9a
hex   00 99 00 2f 00 96 00 05 00 04 00 15 00 12 00 09 00 14 00 11 00 08 00 06 00 03 00 ff 01 00 00 15
hex   00 00 00 11 00 0f 00 00 0c 61 70 69 2e 78 62 63 73 2e 6e 65 74
want  tls.sni = api.xbcs.net
want  tls.ja3 = 84e49be168d95094b4eeaa1b94791fcb
end   done

# TP-Link HS100, IoT Sentinel captures.
case  the hello of a plug names nobody, and lists its curves
lane  tcp 50443
from  10.0.2.7
hex   16 03 01 00 d2 01 00 00 ce 03 01 96 48 60 e8 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 5c c0 14 c0 0a 00 39 00 38 00 88 00 87 c0 0f c0 05 00 35
hex   00 84 c0 13 c0 09 00 33 00 32 00 9a 00 99 00 45 00 44 c0 0e c0 04 00 2f 00 96 00 41 00 07 c0 11
hex   c0 07 c0 0c c0 02 00 05 00 04 c0 12 c0 08 00 16 00 13 c0 0d c0 03 00 0a 00 15 00 12 00 09 00 14
hex   00 11 00 08 00 06 00 03 00 ff 01 00 00 49 00 0b 00 04 03 00 01 02 00 0a 00 34 00 32 00 0e 00 0d
hex   00 19 00 0b 00 0c 00 18 00 09 00 0a 00 16 00 17 00 08 00 06 00 07 00 14 00 15 00 04 00 05 00 12
hex   00 13 00 01 00 02 00 03 00 0f 00 10 00 11 00 23 00 00 00 0f 00 01 01
want  tls.ja3 = cc847787e1803cc91adeecfc721d1fc9
end   done

case  values that mean nothing (RFC 8701) do not count
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 5d 01 00 00 59 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00 00 2c 1a 1a 00 00 00 00 00 14 00 12
hex   00 00 0f 63 61 6d 2e 65 78 61 6d 70 6c 65 2e 63 6f 6d 00 0a 00 06 00 04 2a 2a 00 1d 00 0b 00 02
hex   01 00
want  tls.sni = cam.example.com
want  tls.ja3 = 0a7c04e829b4df23863cb5b4875156ed
end   done

case  a hello without extensions
lane  tcp 443
from  10.0.2.7
hex   16 03 00 00 2f 01 00 00 2b 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00
want  tls.ja3 = ea1e247991e541e39bf918cb7cfa5139
end   done

case  a camera shows its certificate
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 2a 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 16 03 01 02 69 0b 00 02 61 00 02 5e 00 02 5b 30 82
hex   02 57 30 82 01 fe a0 03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21 3d 3c
hex   f7 30 0a 06 08 2a 86 48 ce 3d 04 03 02 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b
hex   06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72
hex   6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f
hex   30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c 65 30
hex   1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 34 5a 17 0d 33 36 31 31 31 38 32 33 33 30 33 34 5a 30
hex   70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30
hex   19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72 6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03
hex   55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f 30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16
hex   10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c 65 30 59 30 13 06 07 2a 86 48 ce 3d 02 01 06 08
hex   2a 86 48 ce 3d 03 01 07 03 42 00 04 fe 36 14 ac f4 b2 bd d4 20 26 c4 50 a6 b5 46 99 d0 6d 6e 6f
hex   59 4d e9 21 7d 9e 31 db 5c 42 e7 ff 2b bb 48 5d 3f bc 55 63 47 73 08 f1 60 19 74 21 e5 23 1c e6
hex   5e b2 6f 44 79 ec 43 c3 be 2b 68 fe a3 76 30 74 30 53 06 03 55 1d 11 04 4c 30 4a 82 0b 63 61 6d
hex   2e 65 78 61 6d 70 6c 65 82 0d 2a 2e 63 61 6d 2e 65 78 61 6d 70 6c 65 87 04 c0 00 02 07 87 10 20
hex   01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07 86 14 68 74 74 70 73 3a 2f 2f 63 61 6d 2e 65 78 61
hex   6d 70 6c 65 2f 30 1d 06 03 55 1d 0e 04 16 04 14 b8 f7 1d f8 b1 5b be 4a b4 18 d9 c9 6a 3d 02 9b
hex   48 46 79 51 30 0a 06 08 2a 86 48 ce 3d 04 03 02 03 47 00 30 44 02 20 51 d0 fe 1b e2 d1 d4 ed 90
hex   14 1d 54 39 94 70 2d 5f d1 df d7 85 77 17 2a 05 19 76 43 01 11 dd b8 02 20 2d e4 13 b1 89 3c 15
hex   25 08 90 36 ec c3 2b 82 d3 30 8e 3f c5 7d be bd 15 04 08 72 68 c1 39 d3 00 0e 00 00 00
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

case  a certificate in pieces over many records; the second of the chain is not its own
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 64 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 02 66 00 02 63 00 02 5b 30 82 02 57 30 82 01
hex   fe a0 03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21 3d 3c f7 30 0a 06 08
hex   2a 86 48 ce 3d 04 03 02 30 16 03 01 00 64 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b
hex   06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72
hex   6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f
hex   30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 16 03 01 00 64 74 40 63 61 6d 2e 65 78 61
hex   6d 70 6c 65 30 1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 34 5a 17 0d 33 36 31 31 31 38 32 33 33
hex   30 33 34 5a 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b 06 03 55 04 08 13 04 4e 6f
hex   6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72 6b 73 2c 20 16 03 01 00 64
hex   49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f 30 1d 06 09
hex   2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c 65 30 59 30 13 06
hex   07 2a 86 48 ce 3d 02 01 06 08 2a 86 48 ce 3d 03 01 07 03 42 00 04 fe 36 14 ac f4 b2 bd d4 20 26
hex   c4 50 a6 b5 16 03 01 00 64 46 99 d0 6d 6e 6f 59 4d e9 21 7d 9e 31 db 5c 42 e7 ff 2b bb 48 5d 3f
hex   bc 55 63 47 73 08 f1 60 19 74 21 e5 23 1c e6 5e b2 6f 44 79 ec 43 c3 be 2b 68 fe a3 76 30 74 30
hex   53 06 03 55 1d 11 04 4c 30 4a 82 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 82 0d 2a 2e 63 61 6d 2e 65
hex   78 61 6d 70 6c 65 87 04 c0 00 02 07 87 16 03 01 00 64 10 20 01 0d b8 00 00 00 00 00 00 00 00 00
hex   00 00 07 86 14 68 74 74 70 73 3a 2f 2f 63 61 6d 2e 65 78 61 6d 70 6c 65 2f 30 1d 06 03 55 1d 0e
hex   04 16 04 14 b8 f7 1d f8 b1 5b be 4a b4 18 d9 c9 6a 3d 02 9b 48 46 79 51 30 0a 06 08 2a 86 48 ce
hex   3d 04 03 02 03 47 00 30 44 02 20 51 d0 fe 1b e2 d1 d4 ed 90 14 1d 16 03 01 00 3c 54 39 94 70 2d
hex   5f d1 df d7 85 77 17 2a 05 19 76 43 01 11 dd b8 02 20 2d e4 13 b1 89 3c 15 25 08 90 36 ec c3 2b
hex   82 d3 30 8e 3f c5 7d be bd 15 04 08 72 68 c1 39 d3 00 00 00 02 30 00 14 03 01 00 01 01 16 03 01
hex   00 28 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff
hex   ff ff ff ff ff ff ff ff ff ff
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

case  names that need quotes, escapes or numbers; no extensions
lane  tcp 443
from  10.0.2.7
hex   16 03 01 01 e2 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 01 b4 00 01 b1 00 01 ae 30 82 01 aa 30 82 01
hex   4f 02 14 0a 6c 5b be 50 6a 3f 5c 3b d2 26 14 bc aa 9e 05 e7 76 f3 e0 30 0a 06 08 2a 86 48 ce 3d
hex   04 03 02 30 57 31 0b 30 09 06 03 55 04 06 13 02 55 53 31 19 30 17 06 03 55 04 0a 14 10 20 6c 65
hex   61 64 20 61 6e 64 20 23 20 68 61 73 68 31 12 30 10 06 03 55 04 03 14 09 61 22 62 5c 63 20 3c 64
hex   3e 31 0d 30 0b 06 03 55 04 03 1e 04 5e 7f 4e 1c 31 0a 30 08 06 03 55 04 7f 13 01 78 30 1e 17 0d
hex   32 36 31 31 32 31 32 33 33 30 35 38 5a 17 0d 33 36 31 31 31 38 32 33 33 30 35 38 5a 30 57 31 0b
hex   30 09 06 03 55 04 06 13 02 55 53 31 19 30 17 06 03 55 04 0a 14 10 20 6c 65 61 64 20 61 6e 64 20
hex   23 20 68 61 73 68 31 12 30 10 06 03 55 04 03 14 09 61 22 62 5c 63 20 3c 64 3e 31 0d 30 0b 06 03
hex   55 04 03 1e 04 5e 7f 4e 1c 31 0a 30 08 06 03 55 04 7f 13 01 78 30 59 30 13 06 07 2a 86 48 ce 3d
hex   02 01 06 08 2a 86 48 ce 3d 03 01 07 03 42 00 04 fe 36 14 ac f4 b2 bd d4 20 26 c4 50 a6 b5 46 99
hex   d0 6d 6e 6f 59 4d e9 21 7d 9e 31 db 5c 42 e7 ff 2b bb 48 5d 3f bc 55 63 47 73 08 f1 60 19 74 21
hex   e5 23 1c e6 5e b2 6f 44 79 ec 43 c3 be 2b 68 fe 30 0a 06 08 2a 86 48 ce 3d 04 03 02 03 49 00 30
hex   46 02 21 00 98 84 7c a8 e0 b8 e4 cb 7a d4 bd 87 09 2d a4 67 4e e7 f7 de 59 6c f0 53 d5 2c 6b f8
hex   4a ba 33 71 02 21 00 a9 54 e2 a1 b0 aa 35 85 09 be 85 74 3e 0e 26 ca c4 61 01 53 ce a3 cc 76 2d
hex   14 31 e4 17 2b 4d 0a
want  tls.subject = C = US, O = " lead and # hash", CN = "a\x5c"b\x5c\x5cc <d>", CN = \x5cE5\x5cB9\x5cBF\x5cE4\x5cB8\x5c9C, 2.5.4.127 = x
want  tls.issuer = C = US, O = " lead and # hash", CN = "a\x5c"b\x5c\x5cc <d>", CN = \x5cE5\x5cB9\x5cBF\x5cE4\x5cB8\x5c9C, 2.5.4.127 = x
want  tls.not_before = Nov 21 23:30:58 2026 GMT
want  tls.not_after = Nov 18 23:30:58 2036 GMT
want  tls.sha1 = 12:68:33:B3:00:28:54:E3:89:A3:75:31:AE:CC:E2:A3:56:F0:15:9A
end   done

case  strings of two bytes a character
lane  tcp 443
from  10.0.2.7
hex   16 03 01 01 72 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 01 44 00 01 41 00 01 3e 30 82 01 3a 30 81 e1
hex   02 14 7b 0f f6 9f 3e a4 4c f0 49 3f 05 73 6d 4e bd d1 e8 89 89 e3 30 0a 06 08 2a 86 48 ce 3d 04
hex   03 02 30 20 31 0f 30 0d 06 03 55 04 0a 1e 06 00 dc 00 6e 00 ef 31 0d 30 0b 06 03 55 04 03 1e 04
hex   5e 7f 4e 1c 30 1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 35 5a 17 0d 33 36 31 31 31 38 32 33 33
hex   30 33 35 5a 30 20 31 0f 30 0d 06 03 55 04 0a 1e 06 00 dc 00 6e 00 ef 31 0d 30 0b 06 03 55 04 03
hex   1e 04 5e 7f 4e 1c 30 59 30 13 06 07 2a 86 48 ce 3d 02 01 06 08 2a 86 48 ce 3d 03 01 07 03 42 00
hex   04 fe 36 14 ac f4 b2 bd d4 20 26 c4 50 a6 b5 46 99 d0 6d 6e 6f 59 4d e9 21 7d 9e 31 db 5c 42 e7
hex   ff 2b bb 48 5d 3f bc 55 63 47 73 08 f1 60 19 74 21 e5 23 1c e6 5e b2 6f 44 79 ec 43 c3 be 2b 68
hex   fe 30 0a 06 08 2a 86 48 ce 3d 04 03 02 03 48 00 30 45 02 20 2a 4f 83 0d 60 59 0e 58 a6 43 e4 66
hex   55 5b 11 a5 45 4a 38 87 b4 29 9a df ae 1b 22 8e 67 84 7e 98 02 21 00 8e 6e e9 53 c3 16 f5 c6 74
hex   be e7 31 b1 7d 4c 74 26 67 d3 ae 17 d3 82 b4 eb 25 a5 80 9f a7 8d 18
want  tls.subject = O = \x5cC3\x5c9Cn\x5cC3\x5cAF, CN = \x5cE5\x5cB9\x5cBF\x5cE4\x5cB8\x5c9C
want  tls.issuer = O = \x5cC3\x5c9Cn\x5cC3\x5cAF, CN = \x5cE5\x5cB9\x5cBF\x5cE4\x5cB8\x5c9C
want  tls.not_before = Nov 21 23:30:35 2026 GMT
want  tls.not_after = Nov 18 23:30:35 2036 GMT
want  tls.sha1 = 19:82:75:C7:49:FE:E4:A7:A6:09:FC:DA:39:8A:2A:27:30:6E:62:7D
end   done

case  a hello and nothing more
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 2a 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00
end   done

case  a client without a certificate answers with none
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 2f 01 00 00 2b 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00 16 03 01 00 07 0b 00 00 03 00 00 00
want  tls.ja3 = ea1e247991e541e39bf918cb7cfa5139
end   done

case  cut inside the certificate
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 2a 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 16 03 01 02 65 0b 00 02 61 00 02 5e 00 02 5b 30 82
hex   02 57 30 82 01 fe a0 03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21 3d 3c
hex   f7 30 0a 06 08 2a 86 48 ce 3d 04 03 02 30 70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b
hex   06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30 19 06 03 55 04 0a 13 12 43 61 6d 65 72 61 20 57 6f 72
hex   6b 73 2c 20 49 6e 63 2e 31 14 30 12 06 03 55 04 03 13 0b 63 61 6d 2e 65 78 61 6d 70 6c 65 31 1f
hex   30 1d 06 09 2a 86 48 86 f7 0d 01 09 01 16 10 72 6f 6f 74 40 63 61 6d 2e 65 78 61 6d 70 6c 65 30
hex   1e 17 0d 32 36 31 31 32 31 32 33 33 30 33 34 5a 17 0d 33 36 31 31 31 38 32 33 33 30 33 34 5a 30
hex   70 31 0b 30 09 06 03 55 04 06 13 02 54 57 31 0d 30 0b 06 03 55 04 08 13 04 4e 6f 6e 65 31 1b 30
hex   19 06 03 55 04 0a 13 12 43 61 6d 65
end   cut

case  cut inside the hello
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 5d 01 00 00 59 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00 00 2c 1a 1a 00 00 00 00
end   cut

case  a certificate that is none
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 39 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 00 0b 00 00 08 00 00 05 30 03 61 62 63
end   broken

case  a certificate list that lies about its size
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 59 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 00 2b ff ff ff 30 82 02 57 30 82 01 fe a0 03
hex   02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21 3d 3c f7 30 0a 06 08 2a
end   broken

case  DER that claims four gigabytes
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 3c 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 00 0e 00 00 0b 00 00 08 30 84 ff ff ff ff 30
hex   00
end   broken

case  DER without a size
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 70 02 00 00 26 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 2f 00 0b 00 00 42 00 00 3f 00 00 3c 30 80 30 82 01 fe a0
hex   03 02 01 02 02 14 46 e3 f8 be 99 1f 07 fb a4 30 59 3f 00 9f 86 fc 21 3d 3c f7 30 0a 06 08 2a 86
hex   48 ce 3d 04 03 02 30 70 31 0b 30 09 06 03 55 04 06 13 02 00 00
end   broken

case  an extension that is longer than the hello
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 3a 01 00 00 36 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00 00 09 00 00 00 40 00 03 61 62 63
end   broken

case  a name list that lies
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 3b 01 00 00 37 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00 00 0a 00 00 00 06 00 40 00 00 09 61
want  tls.ja3 = 1e7c622032b0cb79401b0f7be3793a1a
end   done

case  an alert
lane  tcp 443
from  10.0.2.7
hex   15 03 01 00 02 02 28
end   not-mine

case  the SSL of 1995
lane  tcp 443
from  10.0.2.7
hex   80 2e 01 03 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
end   not-mine

case  a record beyond the allowed size
lane  tcp 443
from  10.0.2.7
hex   16 03 01 ff ff 01 00 00 2b 03 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 04 0a 0a 13 01 01 00
end   not-mine

case  encrypted from the start: another first message
lane  tcp 443
from  10.0.2.7
hex   16 03 01 00 10 14 00 00 0c 00 00 00 00 00 00 00 00 00 00 00 00
end   not-mine

case  only a head
lane  tcp 443
from  10.0.2.7
hex   16 03 01
end   not-mine
