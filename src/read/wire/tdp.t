# Answers as python-kasa's fixtures (HS110, EC70, C210) and the notes of softScheck on the HS110 have them, shortened; the
# header of TDP is python-kasa's. Addresses and numbers are made up. What is enciphered was so by the rule in tdp.c.

case  a plug answers (Kasa)
lane  udp 9999
from  192.0.2.30
hex   d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08ba9ccbecc93f09ffb9ebc86b69ab8cbbce395f082a09a
hex   b889a795bb8eaeec99f09cf8d8e9deefddecdfffadc8a48abb8bba8fbd8eac80a2cabde294f183a19bb988a696b498ba
hex   ceb7c7a280ba98d19ecae4b7fabbe9bdeda1f4b3e0b7feaae9a183af8de08feb8ee2c0fad890c3f2c3f3db9ecbe2c0ec
hex   cea3c2a183b99bab9ba191a19baeebd1e1d1ebdeedd7e7d6f4d8fa9efb8de487e2abcfedd7f5cdfdcdfbd9f5d7bfc881
hex   e5c7fddfebde9ba98ba785ea8fe2abcfedd7f5c682b185a78ba9c8a4cdacdffdc7e58de889fd98eac8e4c6a2c7b1ee80
hex   e18ce9cbf1d384edc086efcf9cf190e296b6e68aff98b8ef86f29abaff91f486e198b8f59af49de986f49df394b69ab8
hex   caafc3a2db84f783e296f3d1ebdaf6d4b2d7b6c2b7c5a082b89ace87caf0b5fbbe9cb092fe9feb82f683e782a09aaf9e
hex   b084b385bc8fb79bb9d5bad4b3daaedbbfdaf8c2f5dbe9d8eedce5d5a8d5a8
want  kasa.err_code = 0
want  kasa.sw_ver = 1.2.5 Build 171213 Rel.101523
want  kasa.hw_ver = 1.0
want  kasa.type = IOT.SMARTPLUGSWITCH
want  kasa.model = HS110(EU)
want  kasa.mac = 00:00:5E:00:53:01
want  kasa.device_id = 8006
want  kasa.hw_id = 45E2
want  kasa.oem_id = 3D34
want  kasa.alias = heater
want  kasa.dev_name = Wi-Fi Smart Plug With Energy Monitoring
want  kasa.relay_state = 1
want  kasa.feature = TIM:ENE
end   done

case  a camera answers by TCP (Kasa)
lane  tcp 9999
from  192.0.2.31
hex   0000014fd0f297fa9feb8efcdee49fbddabfcb94e683e28efa93fe9bb983f8dabfcdbfe083ec88edcff5d8e9d9e9d9e1
hex   9ce1cdef9ce596e287eac8f289abcca9dd82f188fb92fc9af5d7ed96b4d1a3d18eed82e683a19bab87a5d6afdca8cda0
hex   82b8c3e180ec85e497b58fade68ffb98f095fbd9f5d7b5dcb2d689fa8eef9bee9dbf85f183f693bf9dfea1cebecae8d2
hex   89b995a4f9d5f793f680dfb1d0bdd8fac0e2a9c8bbdafaa9d9b6c2e2b2d3bd9dc9a0ccb894b486b29daa8ad8bddeb1c3
hex   a7cea0c7e5c9eb83f4abddb8cae8d2f0c2ecdcfed2f09cfd89e094e185e0c2f8c8e4c6abcaa98bb193a393a999a993a6
hex   e3d9e9d9e3d6e5dfefddffd3f19cf397f29ebc86a4e1a295a58dd88ba280ac8efd8ad5a3c6b496ac8ebc92a18fbe8aaa
hex   e89df498fcdceedeecdeeed7e7d5f587e28ea096af9ba29ab894b6c2bbcbae8cb694dd92c6e8a1f1b2f3befba9e8cab7
hex   cab7ca
want  kasa.err_code = 0
want  kasa.alias = Kitchen
want  kasa.bind_status = true
want  kasa.dev_name = Kasa Spot Pan Tilt, 24/7 Recording
want  kasa.hw_ver = 2.0
want  kasa.mac = 00:00:5E:00:53:02
want  kasa.model = EC70(US)
want  kasa.sw_ver = 2.3.14 Build 20220902 rel.69498
want  kasa.type = IOT.IPCAMERA
end   done

case  who asks is no device (Kasa)
lane  udp 9999
hex   d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08bf68bf6
end   done

case  a camera answers (Tapo)
lane  udp 20002
from  192.0.2.20
hex   0200000101e8110012345678463cb5d3
text  {"result":{"device_id":"0d0e","owner":"AB12","device_type":"SMART.IPCAMERA","device_model":"C210","ip":"192.0.
text  2.20","mac":"00-00-5E-00-53-03","hardware_version":"2.0","firmware_version":"1.4.2 Build 240829 Rel.54953n","f
text  actory_default":false,"encrypt_type":["3"],"is_support_iot_cloud":true,"mgt_encrypt_schm":{"is_support_https":
text  true,"encrypt_type":"AES","http_port":443},"encrypt_info":{"data":"x","key":"y","sym_schm":"AES"}},"error_code
text  ":0}
want  tdp.device_id = 0d0e
want  tdp.device_type = SMART.IPCAMERA
want  tdp.device_model = C210
want  tdp.ip = 192.0.2.20
want  tdp.mac = 00-00-5E-00-53-03
want  tdp.hardware_version = 2.0
want  tdp.firmware_version = 1.4.2 Build 240829 Rel.54953n
want  tdp.factory_default = false
want  tdp.is_support_iot_cloud = true
want  tdp.is_support_https = true
want  tdp.encrypt_type = AES
want  tdp.http_port = 443
end   done

case  who asks is no device (Tapo)
lane  udp 20002
hex   0200000100351100 12345678 463cb5d3
text  {"params":{"rsa_key":"-----BEGIN PUBLIC KEY-----"}}
end   done

case  a question without anything in it is nobody's
lane  udp 20002
hex   0200000100000000 00000000 463cb5d3
end   not-mine

case  a record of getDeviceInfo; where it stands is not told
lane  document tdp.raw
text  {"result":{"responses":[{"method":"getDeviceInfo","result":{"device_info":{"basic_info":{"device_type":"SMART.IPCAMERA",
text  "device_info":"C210 2.0 IPC","device_model":"C210","latitude":515,"longitude":72,"location":"hall","manufacturer_name":"TP-LINK",
text  "sw_version":"1.4.2 Build 240829 Rel.54953n","features":3,"ffs":false,"mac":"00-00-5E-00-53-03"}}}}]},"error_code":0}
want  tapo.device_type = SMART.IPCAMERA
want  tapo.device_info = C210 2.0 IPC
want  tapo.device_model = C210
want  tapo.manufacturer_name = TP-LINK
want  tapo.sw_version = 1.4.2 Build 240829 Rel.54953n
want  tapo.features = 3
want  tapo.ffs = false
want  tapo.mac = 00-00-5E-00-53-03
end   done

case  a record of the Kasa answer in clear
lane  document tdp.raw
text  {"system":{"get_sysinfo":{"model":"KC105(EU)","oemId":"1"}}}
want  kasa.model = KC105(EU)
want  kasa.oem_id = 1
end   done

case  cut inside the answer (Kasa)
lane  udp 9999
hex   d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08ba9ccbecc93f09ffb9ebc86b69ab8cbbce395f082a09a
hex   b889a795bb8eaeec99f09cf8d8e9deefddecdfffadc8a48abb8bba8fbd8eac80
want  kasa.err_code = 0
want  kasa.sw_ver = 1.2.5 Build 171213 Rel.101523
end   cut

case  cut inside the answer (Tapo)
lane  udp 20002
hex   0200000101e8110012345678463cb5d3
text  {"result":{"device_model":"C100","mac":"00-00-5
want  tdp.device_model = C100
end   cut

case  hostile: JSON that breaks its rules
lane  udp 9999
hex   d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08ba9c4abcfaac6e4defc9dbf93b1d3f1cbb6cbb6
want  kasa.model = a
end   broken

case  hostile: an enciphered beginning with noise behind it
lane  udp 9999
hex   d0f281f88bff9af7d5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
hex   ff
end   broken

case  hostile: nesting, lists and names that lie
lane  udp 20002
hex   0200000101e8110012345678463cb5d3
text  {"result":[{"device_model":"x"},{"mgt_encrypt_schm":["a",{"b":"c"}]}],"result":{"mgt_encrypt_schm":{"x":{"y":[
text  [[[[[[[{"basic_info":1}]]]]]]]]}},"device_model":"\\u"}}
want  tdp.device_model = ?
end   done

case  another protocol on the port
lane  udp 9999
text  M-SEARCH * HTTP/1.1\r\n\r\n
end   done

case  JSON of somebody else behind such a header
lane  udp 20002
hex   0200000100351100 12345678 463cb5d3
text  {"a":1}
end   not-mine

case  four bytes and no more
lane  tcp 9999
hex   00000020
end   not-mine
