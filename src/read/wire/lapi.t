# Answers made by the layout of real ones.

case  a camera refuses, in Uniview's words
lane  tcp 80
from  192.0.2.13
text  HTTP/1.1 401 Unauthorized\r\nContent-Length: 209\r\nConnection: close\r\n\r\n
text  {\n"Response": {\n"ResponseURL": "/LAPI/V1.0/System/DeviceBasicInfo",\n"ResponseCode": 3,\n"SubResponseCode": 0,\n
text  "ResponseString": "Not Authorized",\n"StatusCode": 401,\n"StatusString": "Unauthorized",\n"Data": "null"\n}\n}\n       
want  http.path = /LAPI/V1.0/System/DeviceBasicInfo
end   done

case  a recorder answers
lane  body
text  {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo?randomKey=1","ResponseCode":0,"ResponseString":"Succeed","StatusCode":0,
text  "Data":{"ID":0,"DeviceName":"NVR","DeviceModel":"NVR302-16S2","SerialNumber":"210235X","Password":"a","FirmwareVersion":"NVR-B3601.37",
text  "Channels":[{"Name":"Kitchen"}],"Disk":{"Model":"x"}}}}
want  http.path = /LAPI/V1.0/System/DeviceInfo
want  lapi.device_name = NVR
want  lapi.device_model = NVR302-16S2
want  lapi.serial_number = 210235X
want  lapi.firmware_version = NVR-B3601.37
end   done

case  an elder form, without Data
lane  body
text  {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceBasicInfo","DeviceType":"IPC","ProductModel":"OET-213H"}}
want  http.path = /LAPI/V1.0/System/DeviceBasicInfo
want  lapi.device_type = IPC
want  lapi.product_model = OET-213H
end   done

case  cut
lane  body
text  {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo","Data":{"DeviceModel":"N
want  http.path = /LAPI/V1.0/System/DeviceInfo
end   cut

case  broken
lane  body
text  {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo",]}}
want  http.path = /LAPI/V1.0/System/DeviceInfo
end   broken

case  somebody else's JSON
lane  body
text  {"Response":{"ResponseURL":"/api/system","Data":{"DeviceModel":"X"}}}
end   not-mine

case  recorded
lane  document lapi.raw
text  {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo","Data":{"DeviceModel":"N1"}}}
want  http.path = /LAPI/V1.0/System/DeviceInfo
want  lapi.device_model = N1
end   done

case  by HTTP, a log of answers
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\n{"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo","Data":{"DeviceModel":"N1"}}}\n
text  {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo","Data":{"DeviceModel":"N2"}}}
end   cut
