# Layout from julienblitte/UniversalScanner; names, numbers and addresses are made up.

case  a camera answers in XML; its session key is not told
lane  udp 1758
from  192.0.2.30
text  <?xml version="1.0" encoding="UTF-8"?><root xmlns="OEMExt00:device-1-0"><device><deviceType>OEMExt00:device:dev
text  iceID0</deviceType><friendlyName>FLEXIDOME</friendlyName><unitName>Gate</unitName><serialNumber>12345678:123456
text  78</serialNumber><physAddress>00-00-5e-00-53-01</physAddress><sessionKey>0000000000000001</sessionKey><unitIPAd
text  dress>192.0.2.30</unitIPAddress><RCPPort>1756</RCPPort></device></root>
want  bosch.xmlns = OEMExt00:device-1-0
want  bosch.friendly_name = FLEXIDOME
want  bosch.unit_name = Gate
want  bosch.serial = 12345678:12345678
want  bosch.mac = 00:00:5e:00:53:01
want  bosch.ip = 192.0.2.30
end   done

case  in 32 bytes
lane  udp 1758
from  192.0.2.30
hex   9939a427 01020304 00005e00 53010000 c000021e ffffff00 00000000 00000000
want  bosch.mac = 00:00:5e:00:53:01
want  bosch.ip = 192.0.2.30
end   done

case  a recorded answer, cut
lane  document bosch.raw
text  <?xml version="1.0" encoding="UTF-8"?><root xmlns="OEMExt00:device-1-0"><device><deviceType>OEMExt00:device:dev
text  iceID0</deviceType><friendlyName>FLEXIDOME</friendlyName><unitName>Gate</unitName><serialNumber>12345678:123456
text  78</seri
want  bosch.xmlns = OEMExt00:device-1-0
want  bosch.friendly_name = FLEXIDOME
want  bosch.unit_name = Gate
end   cut

case  who searches is no device
lane  udp 1757
from  192.0.2.30
hex   9939a427 01020304 ff0006de
end   done

case  hostile: elements at other depths, a MAC of a group
lane  udp 1758
from  192.0.2.30
text  <root xmlns="OEMExt00:device-1-0"><serialNumber>1</serialNumber><device><x><serialNumber>2</serialNumber></x><p
text  hysAddress>ff-ff-ff-ff-ff-ff</physAddress></device></root>
want  bosch.xmlns = OEMExt00:device-1-0
end   done

case  other XML on the port
lane  udp 1758
from  192.0.2.30
text  <root xmlns="urn:schemas-upnp-org:device-1-0"><device><friendlyName>x</friendlyName></device></root>
end   not-mine

case  somebody else on the port
lane  udp 1757
from  192.0.2.30
hex   00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
end   not-mine
