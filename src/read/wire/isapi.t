# Answers as devices send them, shortened; serial numbers and addresses are made up.

case  a camera tells what it is
lane  body
text  <?xml version="1.0" encoding="UTF-8"?>\n<DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">\n
text  <deviceName>IP CAMERA</deviceName>\n<model>DS-2CD2386G2-IU</model>\n<macAddress>00:00:5e:00:53:01</macAddress>\n
text  <firmwareVersionInfo>B-R-G5-0</firmwareVersionInfo><supportBeep>false</supportBeep><OEMCode>1</OEMCode>
text  <subSerialNumber/><inner><model>no</model></inner><adminPassword>x</adminPassword></DeviceInfo>
want  isapi.xmlns = http://www.hikvision.com/ver20/XMLSchema
want  isapi.device_name = IP CAMERA
want  isapi.model = DS-2CD2386G2-IU
want  isapi.mac_address = 00:00:5e:00:53:01
want  isapi.firmware_version_info = B-R-G5-0
want  isapi.support_beep = false
want  isapi.oem_code = 1
end   done

case  a relabelled recorder's neutral namespace, cut inside the MAC address
lane  document isapi.raw
text  <?xml version="1.0" encoding="UTF-8" ?>\n<DeviceInfo version="1.0" xmlns="http://www.std-cgi.com/ver20/XMLSchema">\n
text  <deviceName>Network Video Recorder</deviceName>\n<model>ACR4-40</model>\n<macAddress>00:00
want  isapi.xmlns = http://www.std-cgi.com/ver20/XMLSchema
want  isapi.device_name = Network Video Recorder
want  isapi.model = ACR4-40
end   cut

case  what a stranger gets has the namespace too
lane  body
text  <userCheck version="1.0" xmlns='http://www.isapi.org/ver20/XMLSchema'><statusValue>401</statusValue></userCheck>
want  isapi.xmlns = http://www.isapi.org/ver20/XMLSchema
end   done

case  a record without its namespace
lane  document isapi.raw
text  <deviceInfo><model>LTN8704</model></deviceInfo>
want  isapi.model = LTN8704
end   done

case  the same from some server is not known to be ISAPI
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\n<DeviceInfo><model>x</model></DeviceInfo>
end   cut

case  other XML
lane  body
text  <rcp><type>T_DWORD</type></rcp>
end   not-mine

case  hostile: a quote that is never closed swallows everything
lane  document isapi.raw
text  <DeviceInfo xmlns="http://x/ver20/XMLSchema" a=b c ="d><model>x</model></DeviceInfo>
end   not-mine

case  hostile: attributes that are none, a name that is too long
lane  document isapi.raw
text  <DeviceInfo a=b c = xmlns="http://x/ver20/XMLSchema" / d><model>x</model>
text  <aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>x</a></DeviceInfo>
want  isapi.model = x
end   done

case  by HTTP, what a stranger gets
lane  tcp 80
text  HTTP/1.1 401 Unauthorized\r\n\r\n<userCheck xmlns="http://www.hikvision.com/ver20/XMLSchema"><statusValue>401</statusValue></userCheck>
want  isapi.xmlns = http://www.hikvision.com/ver20/XMLSchema
end   cut

case  by HTTP, a list: it may be anybody's
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\n<DeviceList xmlns="http://www.hikvision.com/ver20/XMLSchema"><DeviceInfo><model>x</model></DeviceInfo></DeviceList>
end   cut

case  by HTTP, two answers: somebody keeps them
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\n<DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>x</model></DeviceInfo>
text  <DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>y</model></DeviceInfo>
end   cut

case  a recorded list
lane  document isapi.raw
text  <StreamingChannelList xmlns="http://www.hikvision.com/ver20/XMLSchema"/>
want  isapi.xmlns = http://www.hikvision.com/ver20/XMLSchema
end   done
