# Field names as OpenIPC/python-dvr and alexshpilkin/dvrip have them; serial numbers and addresses are made up.

case  a recorder is found
lane  udp 34569
from  192.0.2.10
hex   ff010000 00000000 00000000 0000fb05 00000000
text  {"NetWork.NetCommon":{"DeviceType":1,"SN":"0123456789abcdef","MAC":"00:00:5e:00:53:01","HostName":"LocalHost",
text  "HostIP":"0x0A0200C0","GateWay":"0x010200C0","TCPPort":34567,"ChannelNum":4,"Pwd":"x"},"Ret":100,
text  "SessionID":"0x00000000"}\n\0
want  dvrip.device_type = 1
want  dvrip.sn = 0123456789abcdef
want  dvrip.mac = 00:00:5e:00:53:01
want  dvrip.host_name = LocalHost
want  dvrip.tcp_port = 34567
want  dvrip.channel_num = 4
end   done

case  who searches is no device
lane  udp 34569
hex   ff000000 00000000 00000000 0000fa05 00000000
end   done

case  the answer to a log-in
lane  tcp 34567
from  192.0.2.10
hex   ff010000 32000000 00000000 0000e903 00000000
text  { "AliveInterval" : 30, "ChannelNum" : 1, "DeviceType " : "IPC", "ExtraChannel" : 0, "Ret" : 100 }\n\0
want  dvrip.channel_num = 1
want  dvrip.device_type = IPC
want  dvrip.extra_channel = 0
end   done

case  a record of SystemInfo with its frame
lane  document dvrip.system_info
text  { "Name" : "SystemInfo", "Ret" : 100, "SessionID" : "0x00000001", "SystemInfo" : { "HardWare" : "50H20L",
text  "SoftWareVersion" : "V4.02.R12", "Inner" : { "HardWare" : "no" } } }
want  dvrip.hard_ware = 50H20L
want  dvrip.soft_ware_version = V4.02.R12
end   done

case  a record of SystemInfo without its frame, cut
lane  document dvrip.system_info
text  {"DeviceModel": "HI3516EV300_85H50AI", "BuildTime": "2020-01-0
want  dvrip.device_model = HI3516EV300_85H50AI
end   cut

case  JSON that breaks its rules
lane  tcp 34567
from  192.0.2.10
hex   ff010000 00000000 00000000 0000e903 00000000
text  {"DeviceType ":"IPC",,"Ret":100}
want  dvrip.device_type = IPC
end   broken

case  a notice without JSON
lane  tcp 34567
hex   ff010000 00000000 00000000 0000e905 00000000 0102
end   done

case  a header that is cut
lane  tcp 34567
hex   ff010000 0000
end   cut

case  somebody else on the port
lane  tcp 34567
text  {"DeviceType":"IPC"}
from  192.0.2.10
end   not-mine

case  hostile nesting
lane  document dvrip.raw
text  {"SystemInfo":[[[[{"HardWare":"no"}]]]],"HardWare":"yes"}
want  dvrip.hard_ware = yes
end   done

case  JSON of somebody else, in a record of this port
lane  document dvrip.raw
text  {"HostName":"x","DeviceType":5,"model":"y"}
end   not-mine
