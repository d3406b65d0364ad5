# Layouts of RFC 4861, chapter 4; addresses from the documentation ranges of RFC 7042 and RFC 3849.

case  a solicitation binds its sender, not its target
lane  icmp6 135
from  2001:db8::7
hex   87 00 12 34 00 00 00 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 08  01 01 00 00 5e 00 53 01
want  00:00:5e:00:53:01 nd.ip = 2001:db8::7
end   done

case  an advertisement binds its target, whoever sends it
lane  icmp6 136
from  fe80::1
hex   88 00 12 34 60 00 00 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 08  02 01 00 00 5e 00 53 02
want  00:00:5e:00:53:02 nd.ip = 2001:db8::8
end   done

# As D-Link hubs and Wi-Fi cameras send it when their link comes up; serial part of the MAC changed.
case  a router solicitation from a link-local address
lane  icmp6 133
from  fe80::1e5f:2bff:fe00:5301
hex   85 00 63 fc 00 00 00 00  01 01 1c 5f 2b 00 53 01
want  1c:5f:2b:00:53:01 nd.ip = fe80::1e5f:2bff:fe00:5301
end   done

case  a router advertisement with a prefix and the router's MAC
lane  icmp6 134
from  fe80::1
hex   86 00 00 00 40 00 07 08  00 00 00 00 00 00 00 00
hex   03 04 40 c0 00 00 0e 10 00 00 0e 10 00 00 00 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 00
hex   01 01 00 00 5e 00 53 fe
want  00:00:5e:00:53:fe nd.ip = fe80::1
end   done

case  who looks for a duplicate has no address yet
lane  icmp6 135
from  ::
hex   87 00 12 34 00 00 00 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 08  01 01 00 00 5e 00 53 01
end   done

case  a recorded message has no sender to bind
lane  icmp6 133
hex   85 00 63 fc 00 00 00 00  01 01 00 00 5e 00 53 01
end   done

case  a group is nobody's address
lane  icmp6 136
from  fe80::1
hex   88 00 12 34 60 00 00 00  ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 01  02 01 00 00 5e 00 53 02
end   done

case  a group's MAC is nobody's MAC
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  01 01 33 33 00 00 00 01
end   done

case  a nonce before the address
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  0e 01 aa bb cc dd ee ff  01 01 00 00 5e 00 53 01
want  00:00:5e:00:53:01 nd.ip = fe80::1
end   done

case  a target option in a solicitation says nothing
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  02 01 00 00 5e 00 53 01
end   done

case  an address of eight bytes is no MAC
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  01 02 00 00 5e 00 53 01 00 00 00 00 00 00 00 00
end   done

case  an option of size 0
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  01 00 00 00 5e 00 53 01
end   broken

case  an option that is longer than the message
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  01 02 00 00 5e 00 53 01
end   cut

case  cut inside the target
lane  icmp6 136
from  fe80::1
hex   88 00 00 00 60 00 00 00  20 01 0d b8
end   cut

case  one byte of an option
lane  icmp6 133
from  fe80::1
hex   85 00 00 00 00 00 00 00  01
end   cut

case  a code other than 0
lane  icmp6 135
from  fe80::1
hex   87 01 12 34 00 00 00 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 08  01 01 00 00 5e 00 53 01
end   not-mine

case  nothing
lane  icmp6 135
end   not-mine
