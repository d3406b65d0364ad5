# Layouts of IEEE 802.1AB and TIA-1057; values as real devices send them, names and MAC serial parts changed.

# The TLVs and their order are those of lldpd's sample capture 8023bt.
case  a switch
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 07 04 c0 64 e4 00 53 80 04 08 05 47 69 31 2f 30 2f 32 06 02 00 78 0a 0f 63 69 73 63 6f 2d 62
hex   74 2d 73 77 69 74 63 68 0c 98 43 69 73 63 6f 20 49 4f 53 20 53 6f 66 74 77 61 72 65 20 5b 47 69
hex   62 72 61 6c 74 61 72 5d 2c 20 43 61 74 61 6c 79 73 74 20 4c 33 20 53 77 69 74 63 68 20 53 6f 66
hex   74 77 61 72 65 20 28 43 41 54 39 4b 5f 49 4f 53 58 45 29 2c 20 56 65 72 73 69 6f 6e 20 31 36 2e
hex   31 32 2e 31 2c 20 52 45 4c 45 41 53 45 20 53 4f 46 54 57 41 52 45 20 28 66 63 34 29 0a 43 6f 6d
hex   70 69 6c 65 64 20 54 75 65 20 33 30 2d 4a 75 6c 2d 31 39 20 31 39 3a 31 37 20 62 79 20 6d 63 70
hex   72 65 08 14 47 69 67 61 62 69 74 45 74 68 65 72 6e 65 74 31 2f 30 2f 32 0e 04 00 14 00 04 10 0c
hex   05 01 c0 00 02 01 03 00 00 00 35 00 fe 06 00 80 c2 01 00 01 00 00
want  lldp.chassis = c0:64:e4:00:53:80
want  lldp.port = Gi1/0/2
want  lldp.system_name = cisco-bt-switch
want  lldp.system_description = Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.12.1, RELEASE SOFTWARE (fc4)\x0aCompiled Tue 30-Jul-19 19:17 by mcpre
want  lldp.port_description = GigabitEthernet1/0/2
want  lldp.capability = bridge
want  lldp.management_address = 192.0.2.1
end   done

# As in lldpd's sample capture of a Cisco SG200.
case  the inventory, in fields of 32 bytes with rubbish behind the NUL
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 07 04 00 35 35 00 53 01 04 03 05 67 31 06 02 00 78 fe 24 00 12 bb 05 56 30 32 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 fe 24 00 12 bb 06 31 2e
hex   30 2e 38 2e 33 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 fe 24
hex   00 12 bb 07 31 2e 30 2e 38 2e 33 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 fe 24 00 12 bb 08 5a 5a 5a 31 31 31 31 31 5a 5a 5a 00 00 00 00 00 00 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 fe 24 00 12 bb 09 30 78 62 63 30 30 00 31 42 57 54 00 00 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 fe 24 00 12 bb 0a 53 47 20 32 30 30 2d 30 38 50
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 fe 24 00 12 bb 0b 31 00 00 00
hex   00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
want  lldp.chassis = 00:35:35:00:53:01
want  lldp.port = g1
want  lldp.med_hardware = V02
want  lldp.med_firmware = 1.0.8.3
want  lldp.med_software = 1.0.8.3
want  lldp.med_serial = ZZZ11111ZZZ
want  lldp.med_manufacturer = 0xbc00
want  lldp.med_model = SG 200-08P
want  lldp.med_asset = 1
end   done

# As in tcpdump's sample capture lldp_mudurl.
case  a MUD URL and an IPv6 management address
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 07 04 00 23 54 00 53 02 04 07 03 00 23 54 00 53 02 06 02 00 78 0a 14 75 70 73 74 61 69 72 73
hex   2e 65 78 61 6d 70 6c 65 2e 63 6f 6d 10 18 11 02 20 01 0d b8 00 00 00 00 02 23 54 ff fe 00 53 02
hex   02 00 00 00 02 00 08 04 65 74 68 30 fe 38 00 00 5e 01 68 74 74 70 73 3a 2f 2f 6d 75 64 2e 65 78
hex   61 6d 70 6c 65 2e 63 6f 6d 2f 2e 77 65 6c 6c 2d 6b 6e 6f 77 6e 2f 6d 75 64 2f 76 31 2f 76 6f 6d
hex   69 74 76 32 2e 30 00 00 00 00
want  lldp.chassis = 00:23:54:00:53:02
want  lldp.port = 00:23:54:00:53:02
want  lldp.system_name = upstairs.example.com
want  lldp.management_address = 2001:db8::223:54ff:fe00:5302
want  lldp.port_description = eth0
want  lldp.mud_url = https://mud.example.com/.well-known/mud/v1/vomitv2.0
end   done

case  a camera says that it is a station
lane  ether 88cc
from  ac:cc:8e:00:53:01
hex   02 07 04 ac cc 8e 00 53 01 04 07 03 ac cc 8e 00 53 01 06 02 00 78 0a 11 61 78 69 73 2d 61 63 63
hex   63 38 65 30 30 35 33 30 31 0c 20 41 58 49 53 20 50 31 33 37 35 20 4e 65 74 77 6f 72 6b 20 43 61
hex   6d 65 72 61 20 39 2e 38 30 2e 31 0e 04 00 80 00 80 00 00
want  lldp.chassis = ac:cc:8e:00:53:01
want  lldp.port = ac:cc:8e:00:53:01
want  lldp.system_name = axis-accc8e005301
want  lldp.system_description = AXIS P1375 Network Camera 9.80.1
want  lldp.capability = station
end   done

case  a chassis that is named by its address
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 06 05 01 c0 00 02 07 04 12 04 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00
want  lldp.chassis = 192.0.2.7
want  lldp.port = ::1
end   done

case  text as chassis, an unknown family as port
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 06 07 63 61 6d 2d 37 04 05 04 10 61 62 63 00 00
want  lldp.chassis = cam-7
end   done

case  a chassis MAC of the wrong size is not told
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 04 04 61 62 63 00 00
end   done

case  the end may be left out
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 02 07 61 0a 01 62
want  lldp.chassis = a
want  lldp.system_name = b
end   done

case  a management address that is longer than its TLV
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 02 07 61 10 06 20 01 c0 00 02 07 00 00
want  lldp.chassis = a
end   done

case  an organisation without its subtype
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 02 07 61 fe 03 00 12 bb 00 00
want  lldp.chassis = a
end   done

case  cut inside the system name
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 02 07 61 0a 06 63 61 6d 65
want  lldp.chassis = a
end   cut

case  cut inside the second head
lane  ether 88cc
from  00:00:5e:00:53:01
hex   02 02 07 61 0a
want  lldp.chassis = a
end   cut

case  another thing first
lane  ether 88cc
from  00:00:5e:00:53:01
hex   0a 06 63 61 6d 65 72 61 00 00
end   not-mine

case  nothing
lane  ether 88cc
from  00:00:5e:00:53:01
end   not-mine
