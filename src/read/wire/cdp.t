# Values as real switches send them.

# The TLVs and their order are those of tcpdump's sample capture 3560_CDP.
case  a switch
lane  ether 2000
from  00:00:5e:00:53:01
hex   02 b4 b0 bd 00 01 00 0a 53 77 69 74 63 68 00 05 00 9d 43 69 73 63 6f 20 49 4f 53 20 53 6f 66 74
hex   77 61 72 65 2c 20 43 33 35 36 30 20 53 6f 66 74 77 61 72 65 20 28 43 33 35 36 30 2d 41 44 56 49
hex   50 53 45 52 56 49 43 45 53 4b 39 2d 4d 29 2c 20 56 65 72 73 69 6f 6e 20 31 32 2e 32 28 32 35 29
hex   53 45 42 34 2c 20 52 45 4c 45 41 53 45 20 53 4f 46 54 57 41 52 45 20 28 66 63 31 29 0a 43 6f 70
hex   79 72 69 67 68 74 20 28 63 29 20 31 39 38 36 2d 32 30 30 35 20 62 79 20 43 69 73 63 6f 20 53 79
hex   73 74 65 6d 73 2c 20 49 6e 63 2e 00 06 00 18 63 69 73 63 6f 20 57 53 2d 43 33 35 36 30 47 2d 32
hex   34 50 53 00 02 00 11 00 00 00 01 01 01 cc 00 04 c0 00 02 01 00 03 00 16 47 69 67 61 62 69 74 45
hex   74 68 65 72 6e 65 74 30 2f 35 00 04 00 08 00 00 00 28 00 09 00 07 4c 61 62 00 16 00 11 00 00 00
hex   01 01 01 cc 00 04 c0 00 02 01
want  cdp.deviceid = Switch
want  cdp.software_version = Cisco IOS Software, C3560 Software (C3560-ADVIPSERVICESK9-M), Version 12.2(25)SEB4, RELEASE SOFTWARE (fc1)\x0aCopyright (c) 1986-2005 by Cisco Systems, Inc.
want  cdp.platform = cisco WS-C3560G-24PS
want  cdp.address = 192.0.2.1
want  cdp.port_id = GigabitEthernet0/5
want  cdp.address = 192.0.2.1
end   done

case  an IPv6 address beside a port without address
lane  ether 2000
from  00:00:5e:00:53:01
hex   02 b4 00 00 00 01 00 06 52 31 00 02 00 2d 00 00 00 02 01 01 cc 00 04 00 00 00 00 02 08 aa aa 03
hex   00 00 00 86 dd 00 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07
want  cdp.deviceid = R1
want  cdp.address = 2001:db8::7
end   done

case  a count of addresses that lies
lane  ether 2000
from  00:00:5e:00:53:01
hex   02 b4 00 00 00 02 00 11 ff ff ff ff 01 01 cc 00 04 c0 00 02 01 00 06 00 05 78
want  cdp.address = 192.0.2.1
want  cdp.platform = x
end   done

case  a size below its own head
lane  ether 2000
from  00:00:5e:00:53:01
hex   02 b4 00 00 00 01 00 05 61 00 06 00 03
want  cdp.deviceid = a
end   broken

case  cut inside the platform
lane  ether 2000
from  00:00:5e:00:53:01
hex   02 b4 00 00 00 01 00 05 61 00 06 00 09 63 69 73 63
want  cdp.deviceid = a
end   cut

case  another version
lane  ether 2000
from  00:00:5e:00:53:01
hex   07 b4 00 00 00 01 00 05 61
end   not-mine

case  nothing behind the head
lane  ether 2000
from  00:00:5e:00:53:01
hex   02 b4 00 00
end   not-mine
