# Layout from nmap and julienblitte/UniversalScanner; names and addresses are made up.

case  a camera answers
lane  udp 10001
from  192.0.2.30
hex   0100005c 01000600 005e0053 0102000a 00005e00 5301c000 021e0300 12555643
hex   2e53324c 2e76342e 32332e38 2e36370a 00040000 00000b00 04476174 650c0006
hex   55564320 47330d00 07486f6d 654e6574 14000d55 56432047 33204275 6c6c6574
want  ubnt.mac = 00:00:5e:00:53:01
want  ubnt.mac = 00:00:5e:00:53:01
want  ubnt.ip = 192.0.2.30
want  ubnt.firmware = UVC.S2L.v4.23.8.67
want  ubnt.hostname = Gate
want  ubnt.product = UVC G3
want  ubnt.model = UVC G3 Bullet
end   done

case  the second version
lane  udp 10001
hex   0206001a 01000600 005e0053 01150005 55375047 32160006 362e362e 3535
want  ubnt.mac = 00:00:5e:00:53:01
want  ubnt.model = U7PG2
want  ubnt.version = 6.6.55
end   done

case  who asks is no device
lane  udp 10001
hex   01000000
end   done

case  cut inside an item
lane  udp 10001
hex   01000013 0c000655 56432047 33030007 5556432e
want  ubnt.product = UVC G3
end   cut

case  an item longer than the message
lane  udp 10001
hex   0100000f 0c000655 56432047 33030063 555643
want  ubnt.product = UVC G3
end   broken

case  hostile: addresses of the wrong size
lane  udp 10001
hex   01000023 01000300 005e0200 0600005e 00530102 000e0000 5e005301 c000021e
hex   c000021e 0c0000
end   done

case  cut inside the header
lane  udp 10001
hex   0100
end   not-mine

case  somebody else on the port
lane  udp 10001
hex   47494f50 68656c6c 6f
end   not-mine

case  more bytes than the header says
lane  udp 10001
hex   01000002 0c000355 5643
end   not-mine
