# Real answers (wue-iot-note, AMP-Research), shortened; serial numbers and addresses are made up.

case  a door station answers
lane  udp 37810
from  192.0.2.202
hex   20000000 44484950 00000000 00000000 b4020000 00000000 b4020000 00000000
text  {"mac":"00:00:5e:00:53:01","method":"client.notifyDevInfo","params":{"deviceInfo":{"AlarmInputChannels":8,
text  "DeviceClass":"VTO","DeviceType":"VTO2000A-2","Find":"BC","HttpPort":80,"IPv4Address":{"DefaultGateway":"192.0.2.1",
text  "DhcpEnable":false,"IPAddress":"192.0.2.202","SubnetMask":"255.255.255.0"},"IPv6Address":{"IPAddress":"::\\/112"},
text  "MachineName":"5F04690PAZF0000","Vendor":"General","Init":3222,"SerialNo":"5F\\u0030","Version":"4.300.0000000.1.R"}}}\n\0
want  dhdiscover.mac = 00:00:5e:00:53:01
want  dhdiscover.method = client.notifyDevInfo
want  dhdiscover.alarm_input_channels = 8
want  dhdiscover.device_class = VTO
want  dhdiscover.device_type = VTO2000A-2
want  dhdiscover.find = BC
want  dhdiscover.http_port = 80
want  dhdiscover.default_gateway = 192.0.2.1
want  dhdiscover.dhcp_enable = false
want  dhdiscover.ip_address = 192.0.2.202
want  dhdiscover.subnet_mask = 255.255.255.0
want  dhdiscover.machine_name = 5F04690PAZF0000
want  dhdiscover.vendor = General
want  dhdiscover.init = 3222
want  dhdiscover.serial_no = 5F0
want  dhdiscover.version = 4.300.0000000.1.R
end   done

case  a record in which the header's zeros have become blanks
lane  document dhdiscover.raw
text  DHIP                    { "mac" : "00:00:5e:00:53:01", "method" : "client.notifyDevInfo", "params" : { "deviceInfo" : 
text  { "DeviceType" : "IPC-HDW5421S", "Password" : "x", "Vendor" : "Dahua" } } }
want  dhdiscover.mac = 00:00:5e:00:53:01
want  dhdiscover.method = client.notifyDevInfo
want  dhdiscover.device_type = IPC-HDW5421S
want  dhdiscover.vendor = Dahua
end   done

case  a record without the header
lane  document dhdiscover.raw
text  {"method":"client.notifyDevInfo","params":{"deviceInfo":{"Vendor":"Lorex"}}}
want  dhdiscover.method = client.notifyDevInfo
want  dhdiscover.vendor = Lorex
end   done

case  who searches is no device
lane  udp 37810
hex   20000000 44484950 00000000 00000000 48000000 00000000 48000000 00000000
text  { "method" : "DHDiscover.search", "params" : { "mac" : "", "uni" : 1 } }\n
end   done

case  cut inside the answer
lane  udp 37810
hex   20000000 44484950 00000000 00000000 b4020000 00000000 b4020000 00000000
text  {"mac":"00:00:5e:00:53:01","params":{"deviceInfo":{"Vendor":"Gen
want  dhdiscover.mac = 00:00:5e:00:53:01
end   cut

case  JSON that breaks its rules
lane  udp 37810
hex   20000000 44484950 00000000 00000000 b4020000 00000000 b4020000 00000000
text  {"params":{"deviceInfo":{"Vendor":"General",,"Version":"1"}}}
want  dhdiscover.vendor = General
end   broken

case  JSON of somebody else
lane  udp 37810
text  {"system":{"get_info":{"deviceInfo":{"Vendor":"x"}}}}
end   not-mine

case  a header with nothing behind it
lane  udp 37810
hex   20000000 44484950 00000000 00000000 b4020000 00000000 b4020000 00000000
end   not-mine

case  hostile nesting
lane  udp 37810
text  \x20\0\0\0DHIP{"params":{"deviceInfo":{"IPv4Address":{"a":{"b":{"c":{"d":{"e":"f"}}}}},"x":[[[["y"]]]],"Vendor":"z"}}}
want  dhdiscover.vendor = z
end   done

case  hostile: escapes without their digits
lane  udp 37810
text  \x20\0\0\0DHIP{"params":{"deviceInfo":{"Vendor":"\\u\\u\\u\\u","DeviceType":"a\\u"}}}
want  dhdiscover.vendor = ????
want  dhdiscover.device_type = a?
end   done
