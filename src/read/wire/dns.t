# Layout of RFC 1035; addresses and names from the documentation ranges where they are not the point.

case  a camera asks for its maker's cloud
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 05 61 6c 61 72 6d 02 65 75 0b 68 69 6b 2d 63 6f 6e 6e 65 63
hex   74 03 63 6f 6d 00 00 01 00 01
want  dns.query = alarm.eu.hik-connect.com
end   done

case  an answer names a private address
lane  udp 53
from  192.0.2.1
hex   12 34 85 80 00 01 00 01 00 00 00 00 08 63 61 6d 65 72 61 2d 37 07 65 78 61 6d 70 6c 65 00 00 01
hex   00 01 c0 0c 00 01 00 01 00 00 00 78 00 04 0a 00 00 07
want  10.0.0.7 dns.hostname = camera-7.example
end   done

case  an answer with a unique local IPv6 address behind an alias
lane  udp 53
from  192.0.2.1
hex   12 34 85 80 00 01 00 02 00 00 00 00 04 64 6f 6f 72 07 65 78 61 6d 70 6c 65 00 00 1c 00 01 c0 0c
hex   00 05 00 01 00 00 00 78 00 12 08 63 61 6d 65 72 61 2d 38 07 65 78 61 6d 70 6c 65 00 c0 2a 00 1c
hex   00 01 00 00 00 78 00 10 fd 00 00 00 00 00 00 00 00 00 00 00 00 00 00 08
want  fd00::8 dns.hostname = camera-8.example
end   done

case  an address of the Internet is not told
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 01 00 00 00 00 03 77 77 77 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00
hex   01 c0 0c 00 01 00 01 00 00 00 78 00 04 cb 00 71 07
end   done

case  loopback, as blockers answer, is nobody's
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 01 00 00 00 00 03 61 64 73 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 01 00
hex   01 c0 0c 00 01 00 01 00 00 00 78 00 04 7f 00 00 01
end   done

case  an address that is too short
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 01 00 00 00 00 01 61 07 65 78 61 6d 70 6c 65 00 00 01 00 01 c0 0c 00 01 00
hex   01 00 00 00 78 00 03 0a 00 00
end   done

case  the name behind an address is not asked for its own sake
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 01 37 01 32 01 30 03 31 39 32 07 69 6e 2d 61 64 64 72 04 61
hex   72 70 61 00 00 0c 00 01
end   done

case  EDNS beside the question
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 01 04 74 69 6d 65 07 65 78 61 6d 70 6c 65 03 6f 72 67 00 00 01
hex   00 01 00 00 29 10 00 00 00 00 00 00 00
want  dns.query = time.example.org
end   done

case  bytes that are no text stay as they are
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 04 61 00 ff 2e 05 6c 6f 63 61 6c 00 00 01 00 01
want  dns.query = a\x00\xff..local
end   done

case  a label that jumps to itself
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 c0 0c 00 01 00 01
end   not-mine

case  two jumps that lead to each other
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 02 00 00 00 00 01 61 07 65 78 61 6d 70 6c 65 00 00 01 00 01 c0 1b 00 01 00
hex   01 00 00 00 78 00 04 0a 00 00 07 c0 29
end   broken

case  a jump forward
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 01 00 00 00 00 01 61 07 65 78 61 6d 70 6c 65 00 00 01 00 01 c0 20 00 01 00
hex   01 00 00 00 01 00 04 0a 00 00 07
end   broken

case  a jump behind the end
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 01 61 ff ff 00 01 00 01
end   not-mine

case  a reserved label
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 41 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 00 00 01 00 01
end   not-mine

case  the longest name
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 3f 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 3f 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 3f 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 3d 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62
hex   62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62
hex   62 62 62 62 62 62 62 62 62 62 00 00 01 00 01
want  dns.query = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
end   done

case  a name that is one byte too long
lane  udp 53
from  192.0.2.7
hex   12 34 01 00 00 01 00 00 00 00 00 00 3f 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 3f 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 3f 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61
hex   61 61 61 61 61 61 61 61 61 61 61 61 3e 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62
hex   62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62 62
hex   62 62 62 62 62 62 62 62 62 62 62 00 00 01 00 01
end   not-mine

case  cut inside the answer: the question was whole
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 02 00 00 00 00 03 63 61 6d 07 65 78 61 6d 70 6c 65 00 00 01 00 01 c0 0c 00
hex   01 00 01 00 00 00 78 00 04 0a 00 00 07 c0 0c 00 01 00
want  10.0.0.7 dns.hostname = cam.example
end   cut

case  a record whose size lies
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 00 01 00 00 00 00 03 63 61 6d 07 65 78 61 6d 70 6c 65 00 00 01 00 01 c0 0c 00
hex   01 00 01 00 00 00 01 ff ff 0a 00 00 07
end   cut

case  more records promised than sent
lane  udp 53
from  192.0.2.1
hex   12 34 81 80 00 01 ff ff 00 00 00 00 03 63 61 6d 07 65 78 61 6d 70 6c 65 00 00 01 00 01 c0 0c 00
hex   01 00 01 00 00 00 78 00 04 0a 00 00 07
want  10.0.0.7 dns.hostname = cam.example
end   cut

case  a zone transfer among servers
lane  udp 53
from  192.0.2.7
hex   12 34 28 00 00 01 00 00 00 00 00 00 07 65 78 61 6d 70 6c 65 03 6f 72 67 00 00 06 00 01
end   not-mine

case  cut inside the head
lane  udp 53
from  192.0.2.7
hex   00 01 01
end   not-mine
