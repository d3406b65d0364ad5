# Layout from pmarrapese/iot; numbers are made up.

case  a camera answers
lane  udp 32108
from  192.0.2.30
hex   f1410014 56535441 00000000 0001e240 41424344 45000000
want  pppp.uid = VSTA-123456-ABCDE
end   done

case  a small number, recorded
lane  document pppp.raw
hex   f1410014 41424344 00000000 00000007 41424344 45000000
want  pppp.uid = ABCD-000007-ABCDE
end   done

case  a large number
lane  udp 32108
from  192.0.2.30
hex   f1410014 41424344 45464748 ffffffff 41424344 45464748
want  pppp.uid = ABCDEFGH-4294967295-ABCDEFGH
end   done

case  who asks is no device
lane  udp 32108
from  192.0.2.30
hex   f1300000
end   not-mine

case  somebody else: no letters
lane  udp 32108
from  192.0.2.30
hex   f1410014 41314344 00000000 00000001 41424344 45000000
end   not-mine

case  somebody else: no check
lane  udp 32108
from  192.0.2.30
hex   f1410014 41424344 00000000 00000001 00000000 00000000
end   not-mine

case  another message of the protocol
lane  udp 32108
from  192.0.2.30
hex   f1420014 56535441 00000000 00000001 41424344 45000000
end   not-mine

case  cut
lane  udp 32108
from  192.0.2.30
hex   f1410014 56535441 00000000 00000001 41424344
end   not-mine
