# Answers as Axis devices send them, shortened; serial numbers are made up.

case  parameters of the brand
lane  document http.param.cgi
text  root.Brand.Brand=AXIS\nroot.Brand.ProdFullName=AXIS M3024-L Network Camera\nroot.Brand.ProdNbr=M3024-L\n
text  root.Brand.ProdVariant=\nroot.Brand.WebURL=http://www.axis.com\n
want  vapix.brand = AXIS
want  vapix.prod_full_name = AXIS M3024-L Network Camera
want  vapix.prod_nbr = M3024-L
want  vapix.web_url = http://www.axis.com
end   done

case  properties, of which few tell something
lane  body
text  root.Properties.API.HTTP.Version=3\r\nroot.Properties.Firmware.BuildDate=Mar 03 2020 11:41\r\n
text  root.Properties.Firmware.Version=1.84.1\r\nroot.Properties.System.HardwareID=72C.1\r\nroot.Properties.System.Language=English\r\n
text  root.Properties.System.SerialNumber=00005E005301\r\nroot.Properties.System.Soc=Axis Artpec-5\r\n
want  vapix.build_date = Mar 03 2020 11:41
want  vapix.version = 1.84.1
want  vapix.hardware_id = 72C.1
want  vapix.serial_number = 00005E005301
want  vapix.soc = Axis Artpec-5
end   done

case  basic device information, by HTTP
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n
text  {"apiVersion": "1.1", "method": "getAllProperties", "data": {"propertyList": {"Architecture": "armv7hf",
text  "ProdNbr": "M1065-LW", "Version": "9.80.1", "Soc": "Ambarella S2L", "ProdVariant": "", "n": 1}, "Brand": "no"}}
want  vapix.architecture = armv7hf
want  vapix.prod_nbr = M1065-LW
want  vapix.version = 9.80.1
want  vapix.soc = Ambarella S2L
end   cut

case  a program's list of the cameras that it knows, by HTTP
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n
text  {"cameras":[{"data":{"propertyList":{"ProdNbr":"M1065-LW","Brand":"AXIS"}}}],"data":{"cameras":{"propertyList":{"ProdNbr":"x"}}}}
end   cut

case  cut
lane  document http.basicdeviceinfo.cgi
text  {"data": {"propertyList": {"ProdNbr": "M1065-LW", "Version": "9.8
want  vapix.prod_nbr = M1065-LW
end   cut

case  JSON that breaks its rules
lane  document http.basicdeviceinfo.cgi
text  {"propertyList": {"ProdNbr": "M1065-LW" "Version": "9.80.1"}}
want  vapix.prod_nbr = M1065-LW
end   broken

case  other parameters
lane  body
text  root.Image.I0.Appearance=1\nroot.Brand.Brand=AXIS\n
end   not-mine

case  other JSON
lane  body
text  {"propertyList": {"x": "y"}}
end   not-mine

case  hostile: nothing behind the group
lane  body
text  root.Brand.=x\nroot.Brand.\nroot.Properties.System.Soc\n=\n
end   done

case  hostile: escapes without their digits
lane  body
text  {"propertyList":{"Brand":"\\u\\u\\u\\u","ProdNbr":"a\\u"}}
want  vapix.brand = ????
want  vapix.prod_nbr = a?
end   done

case  by HTTP, the parameters of two
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nroot.Brand.Brand=AXIS\r\nroot.Brand.ProdNbr=M1065-L\r\nroot.Brand.Brand=AXIS\r\nroot.Brand.ProdNbr=P3245-V\r\n
end   cut
