# The layout of RFC 826; addresses from the documentation ranges of RFC 7042 and RFC 5737.

case  an answer binds the sender's two addresses
lane  ether 0806
hex   00 01 08 00 06 04 00 02  00 00 5e 00 53 01  c0 00 02 07  00 00 5e 00 53 02  c0 00 02 08
want  00:00:5e:00:53:01 arp.ip = 192.0.2.7
end   done

case  a probe has no address yet
lane  ether 0806
hex   00 01 08 00 06 04 00 01  00 00 5e 00 53 01  00 00 00 00  00 00 00 00 00 00  c0 00 02 08
end   done

case  cut before the sender's IP
lane  ether 0806
hex   00 01 08 00 06 04 00 01  00 00 5e 00 53 01  c0 00
end   cut

case  another hardware
lane  ether 0806
hex   00 06 08 00 06 04 00 01  00 00 5e 00 53 01  c0 00 02 07  00 00 5e 00 53 02  c0 00 02 08
end   not-mine
