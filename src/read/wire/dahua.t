# Answers of rroller/dahua's issues and of a Lorex recorder, shortened; serial numbers are made up.

case  a recorder with a label tells for which model its updates are
lane  document dahua.cgi
text  deviceType=31\nprocessor=ST7108\nserialNumber=ND0219110NNNNN\nupdateSerial=DHI-NVR4108HS-8P-4KS2
want  dahua.device_type = 31
want  dahua.processor = ST7108
want  dahua.serial_number = ND0219110NNNNN
want  dahua.update_serial = DHI-NVR4108HS-8P-4KS2
end   done

case  by HTTP, with Dahua's own key
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Type: text/plain;charset=utf-8\r\n\r\nappAutoStart=true\r\nhardwareVersion=1.00\r\nupdateSerial=DB6I\r\n
want  dahua.hardware_version = 1.00
want  dahua.update_serial = DB6I
end   cut

case  by HTTP, with three keys that together nobody else has
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\ndeviceType=IPC-HDW2431T\r\nprocessor=S3LM\r\nserialNumber=4X7C5A1Z0000000\r\n
want  dahua.device_type = IPC-HDW2431T
want  dahua.processor = S3LM
want  dahua.serial_number = 4X7C5A1Z0000000
end   cut

case  by HTTP, two of them: the settings of a server
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nprocessor=Intel Xeon\r\nserialNumber=4711\r\nvendor=Dell\r\n
end   cut

case  by HTTP, with one such key twice
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nserialNumber=1\r\nserialNumber=2\r\nname=x\r\n
end   cut

case  a recorded vendor, by itself
lane  document dahua.cgi
text  vendor=Dahua
want  dahua.vendor = Dahua
end   done

case  a recorded type, with a blank behind it
lane  document dahua.cgi
text  type=DH-XVR5108C-X \r\n
want  dahua.device_type = DH-XVR5108C-X
end   done

case  a bare model
lane  document dahua.cgi
text  DHI-VTO2111D-P-S2
want  dahua.device_type = DHI-VTO2111D-P-S2
end   done

case  a bare version
lane  document dahua.cgi
text  4.500.0000000.5.R,build:2020-10-26
want  dahua.version = 4.500.0000000.5.R,build:2020-10-26
end   done

case  what somebody else's API answers
lane  document dahua.cgi
text  [\n  {\n    "cmd": "GetDevInfo"\n  }\n]\n
end   not-mine

case  cut inside a value: text has no promised end
lane  document dahua.cgi
text  deviceType=IPC-HDW58
want  dahua.device_type = IPC-HDW58
end   done

case  bytes
lane  document dahua.cgi
hex   44 00 ff
end   not-mine

case  keys that are none
lane  document dahua.cgi
text  =\n==\n=x\nupdateSerial\nupdateSerial=\nPassword=x\ntype==\n
want  dahua.device_type = =
end   done

case  by HTTP, the answers of two
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\ndeviceType=IPC-HDW2431T\r\nupdateSerial=IPC-HDW2431T\r\ndeviceType=IPC-HFW2431S\r\nupdateSerial=IPC-HFW2431S\r\n
end   cut

case  by HTTP, in the midst of words
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nname=notes\r\nThe camera answers\r\n\r\nupdateSerial=DB6I\r\n
end   cut

case  by HTTP, cut in the last key
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nupdateSerial=DB6I\r\nproce
want  dahua.update_serial = DB6I
end   cut
