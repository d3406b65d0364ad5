# The real answer of a DS-2CD2022WD-I (wue-iot-note), shortened; its own numbers are made up.

case  a camera answers
lane  udp 37020
from  192.0.2.64
text  <?xml version="1.0" encoding="UTF-8"?>\r\n<ProbeMatch>\r\n<Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid>\r\n
text  <Types>inquiry</Types>\r\n<DeviceType>139783</DeviceType>\r\n<DeviceDescription>DS-2CD2022WD-I</DeviceDescription>\r\n
text  <DeviceSN>DS-2CD2022WD-I20160101AAWR000000000</DeviceSN>\r\n<MAC>00-00-5e-00-53-01</MAC>\r\n<DHCP>false</DHCP>\r\n
text  <SoftwareVersion>V5.3.3build 150630</SoftwareVersion>\r\n<Activated>true</Activated>\r\n
text  <PasswordResetAbility>true</PasswordResetAbility><Salt>abcdef</Salt><OEMInfo>N/A</OEMInfo><Empty/></ProbeMatch>\r\n
want  sadp.uuid = 13A888A9-F1B1-4020-AE9F-05607682D23B
want  sadp.types = inquiry
want  sadp.device_type = 139783
want  sadp.device_description = DS-2CD2022WD-I
want  sadp.device_sn = DS-2CD2022WD-I20160101AAWR000000000
want  sadp.mac = 00-00-5e-00-53-01
want  sadp.dhcp = false
want  sadp.software_version = V5.3.3build 150630
want  sadp.activated = true
want  sadp.oem_info = N/A
end   done

case  who searches is no device
lane  udp 37020
text  <?xml version="1.0" encoding="utf-8"?><Probe><Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid><Types>inquiry</Types></Probe>
end   done

case  cut inside the model
lane  document sadp.raw
text  <?xml version="1.0"?><ProbeMatch><Uuid>a</Uuid><DeviceDescription>DS-2CD20
want  sadp.uuid = a
end   cut

case  an element that its bytes call like nothing
lane  udp 37020
text  <ProbeMatch><Uuid>a</Uuid><x:y.z-1>b</x:y.z-1><->c</-><\xff>d</\xff></ProbeMatch>
want  sadp.uuid = a
want  sadp.y_z_1 = b
end   done

case  other XML on the port
lane  udp 37020
text  <ProbeMatch><Types>x</Types></ProbeMatch>
end   not-mine

case  no XML
lane  udp 37020
hex   21 02 01 42
end   not-mine
