# Descriptions as devices serve them, shortened; serial numbers and addresses are made up.

case  an Axis camera
lane  body
text  <?xml version="1.0"?>\n<root xmlns="urn:schemas-upnp-org:device-1-0">\n<specVersion><major>1</major></specVersion>\n<device>\n
text  <deviceType>urn:schemas-upnp-org:device:Basic:1</deviceType><friendlyName>AXIS M1014 - 00005E005301</friendlyName>
text  <manufacturer>AXIS</manufacturer><manufacturerURL>http://www.axis.com/</manufacturerURL>
text  <modelDescription>AXIS M1014 Fixed Network Camera</modelDescription><modelName>AXIS M1014</modelName>
text  <modelNumber>M1014</modelNumber><modelURL>http://www.axis.com/</modelURL><serialNumber>00005E005301</serialNumber>
text  <UDN>uuid:Upnp-BasicDevice-1_0-00005E005301</UDN><serviceList><service><manufacturer>no</manufacturer></service></serviceList>
text  <deviceList><device><manufacturer>no</manufacturer></device></deviceList></device></root>
want  upnp.device_type = urn:schemas-upnp-org:device:Basic:1
want  upnp.friendly_name = AXIS M1014 - 00005E005301
want  upnp.manufacturer = AXIS
want  upnp.manufacturer_url = http://www.axis.com/
want  upnp.model_description = AXIS M1014 Fixed Network Camera
want  upnp.model_name = AXIS M1014
want  upnp.model_number = M1014
want  upnp.model_url = http://www.axis.com/
want  upnp.serial_number = 00005E005301
want  upnp.udn = uuid:Upnp-BasicDevice-1_0-00005E005301
end   done

case  Belkin's own namespace and elements, cut behind the last of them
lane  document upnp.device_description
text  <root xmlns="urn:Belkin:device-1-0"><device><manufacturer>Belkin International Inc.</manufacturer>
text  <friendlyName>Tom &amp; Jerry</friendlyName><macAddress>00005E005302</macAddress>
text  <firmwareVersion>WeMo_NetCam_WW_2.00.10684.PVT</firmwareVersion>\n<binaryState>0
want  upnp.manufacturer = Belkin International Inc.
want  upnp.friendly_name = Tom & Jerry
want  upnp.mac_address = 00005E005302
want  upnp.firmware_version = WeMo_NetCam_WW_2.00.10684.PVT
end   cut

case  another root
lane  body
text  <scpd xmlns="urn:schemas-upnp-org:service-1-0"><device><modelName>x</modelName></device></scpd>
end   not-mine

case  a root without a device
lane  document upnp.raw
text  <root><modelName>x</modelName></root>
end   not-mine

case  a page
lane  document upnp.raw
text  404 Not Found
end   not-mine

case  hostile: crossed and doubled elements
lane  body
text  <root><device><modelName>a</UDN></modelName><UDN>b</device></UDN><modelName>c</modelName></root>
want  upnp.model_name = a
end   done
