# Layout from julienblitte/UniversalScanner; names, numbers and addresses are made up.

case  a camera answers
lane  udp 2380
from  192.0.2.30
text  \x02MAC:00-00-5e-00-53-01\xffMODEL:SNC-CH110\xffSERIAL:0000001\xffINFO:allinfo\xffDHCP:OFF\xffIPADR:192.0.2.30\xff
text  MASK:255.255.255.0\xffGATEWAY:\xffSOFTVERSION:3.0.0\xff\x03
want  sony.mac = 00:00:5e:00:53:01
want  sony.model = SNC-CH110
want  sony.serial = 0000001
want  sony.ip = 192.0.2.30
want  sony.softversion = 3.0.0
end   done

case  a recorded answer, cut inside a line
lane  document sony.raw
text  \x02MAC:00-00-5e-00-53-01\xffMODEL:SNC-CH110\xffSERIAL:0000
want  sony.mac = 00:00:5e:00:53:01
want  sony.model = SNC-CH110
end   cut

case  cut behind a line
lane  udp 2380
from  192.0.2.30
text  \x02MAC:00-00-5e-00-53-01\xffMODEL:SNC-CH110\xff
want  sony.mac = 00:00:5e:00:53:01
want  sony.model = SNC-CH110
end   cut

case  who asks is no device
lane  udp 2380
from  192.0.2.30
text  \x02ENQ:allinfo\xff\x03
end   done

case  what sets something tells nothing
lane  udp 2380
from  192.0.2.30
text  \x02SET:x\xffMAC:00-00-5e-00-53-01\xff\x03
end   not-mine

case  hostile: lines without a colon, a value of control characters
lane  udp 2380
from  192.0.2.30
text  \x02MAC:x\xff\xff\xffMODEL\xffMODEL:a\n
text  b\xff\x03
end   done

case  somebody else on the port
lane  udp 2380
from  192.0.2.30
text  MAC:00-00-5e-00-53-01\xff
end   not-mine
