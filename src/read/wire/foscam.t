# Layout from OpenIPC/python-dvr and julienblitte/UniversalScanner; names and addresses are made up.

case  a camera answers
lane  udp 10000
from  192.0.2.30
hex   4d4f5f49 01000000 00000000 00000040 00000000 00000030 30303035 45303035
hex   33303100 47617465 00000000 00000000 00000000 00000000 00c00002 1effffff
hex   00000000 00000000 006c0000 00000000 00000000 000000
want  foscam.id = 00005E005301
want  foscam.mac = 00:00:5e:00:53:01
want  foscam.name = Gate
want  foscam.ip = 192.0.2.30
end   done

case  enciphered with the key beside it
lane  udp 10000
from  192.0.2.30
hex   4d4f5f49 0100015f 466f7363 616d5f40 00000000 0000006f 765f4356 245d6f6a
hex   755f4263 260c2b3a 466f7363 616d5f5f 466f7363 616d5f5f 46af7361 7f92a0a0
hex   466f7363 616d5f5f 46037363 616d5f5f 466f7363 616d5f
want  foscam.id = 00005E005301
want  foscam.mac = 00:00:5e:00:53:01
want  foscam.name = Gate
want  foscam.ip = 192.0.2.30
end   done

case  a number that is no MAC, recorded
lane  document foscam.raw
hex   4d4f5f49 01000000 00000000 00000040 00000000 00000058 30303030 30303030
hex   30303000 47617465 00000000 00000000 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 00000000 00000000 000000
want  foscam.id = X00000000000
want  foscam.name = Gate
end   done

case  who searches is no device
lane  udp 10000
from  192.0.2.30
hex   4d4f5f49 00000000 00000000 00000004 00000004 00000000 000001
end   done

case  who sets an address tells nothing, and not the password
lane  udp 10000
from  192.0.2.30
hex   4d4f5f49 02000000 00000000 00000019 00000000 00000030 30303035 45303035
hex   33303100 61646d69 6e007365 63726574
end   done

case  cut behind the number
lane  udp 10000
from  192.0.2.30
hex   4d4f5f49 01000000 00000000 00000040 00000000 00000030 30303035 45303035
hex   33303100 47617465
want  foscam.id = 00005E005301
want  foscam.mac = 00:00:5e:00:53:01
end   cut

case  cut inside the header
lane  udp 10000
from  192.0.2.30
hex   4d4f5f49 0100
end   cut

case  somebody else on the port
lane  udp 10000
from  192.0.2.30
hex   4d4f5f4f 00000000 00000000 00000000 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
end   not-mine
