# Layout from the source of two firmwares and three tools (public code); names, numbers and addresses are made up.

case  a camera answers; its accounts and passwords are not told
lane  udp 3001
from  192.0.2.30
text  <?xml version="1.0" encoding="GB2312" ?>\n
text  <XML_TOPSEE>\n
text  <MESSAGE_HEADER Msg_type="SYSTEM_SEARCHIPC_MESSAGE" Msg_code="3" Msg_flag="0" />\n
text  <MESSAGE_BODY>\n
text  <VENDOR_PARAM VendorId="ACME"/>\n
text  <DEVICE_TYPE DeviceType="NVS-IPCAM-MT" DeviceModule="MC-J40H" OSD="4761746520" />\n
text  <IPC_SERIALNUMBER UUID="0123" SerialNumber="00000000" OEM_SN="A1" PLATFORMID="" P2PID="X0000000" VERSION="V3.4.
text  2"/>\n
text  <LANConfig\n
text  MacAddress="00:00:5E:00:53:01"\n
text  DHCP="0"\n
text  IPAddress="192.0.2.30"\n
text  Netmask="255.255.255.0"\n
text  Gateway="192.0.2.1"\n
text  />\n
text  <UserConfig>\n
text  <Account\n
text  Username="admin"\n
text  Password="secret"\n
text  Group="Administrator"\n
text  />\n
text  </UserConfig>\n
text  <MediaStreamConfig>\n
text  <StreamAccess Auth="1" VideoPort="554" WEBPort="80"/>\n
text  </MediaStreamConfig>\n
text  </MESSAGE_BODY>\n
text  </XML_TOPSEE>\n
want  topsee.vendor_id = ACME
want  topsee.device_type = NVS-IPCAM-MT
want  topsee.device_module = MC-J40H
want  topsee.serial_number = 00000000
want  topsee.oem_sn = A1
want  topsee.version = V3.4.2
want  topsee.mac = 00:00:5e:00:53:01
want  topsee.ip = 192.0.2.30
end   done

case  under the newer root, its accounts first
lane  udp 3001
from  192.0.2.30
text  <?xml version="1.0" encoding="GB2312" ?>\n
text  <XML_ANJVISION>\n
text  <MESSAGE_HEADER Msg_type="SYSTEM_SEARCHIPC_MESSAGE" Msg_code="3" Msg_flag="0" />\n
text  <MESSAGE_BODY>\n
text  <UserConfig><Account Username="admin" Password="secret"/></UserConfig><DEVICE_TYPE DeviceType="NVS-IPCAM-2CHN-M
text  T" Password="secret"/></MESSAGE_BODY>\n
text  </XML_ANJVISION>\n
want  topsee.device_type = NVS-IPCAM-2CHN-MT
end   done

case  a recorded answer, cut in the MAC
lane  document topsee.raw
text  <?xml version="1.0" encoding="GB2312" ?>\n
text  <XML_TOPSEE>\n
text  <MESSAGE_HEADER Msg_type="SYSTEM_SEARCHIPC_MESSAGE" Msg_code="3" Msg_flag="0" />\n
text  <MESSAGE_BODY>\n
text  <VENDOR_PARAM VendorId="ACME"/>\n
text  <DEVICE_TYPE DeviceType="NVS-IPCAM-MT" DeviceModule="MC-J40H" OSD="4761746520" />\n
text  <IPC_SERIALNUMBER UUID="0123" SerialNumber="00000000" OEM_SN="A1" PLATFORMID="" P2PID="X0000000" VERSION="V3.4.
text  2"/>\n
text  <LANConfig\n
text  MacAddress="00:00:5E:00:53:01"\n
text  DHCP="0"\n
text  IPAddress
want  topsee.vendor_id = ACME
want  topsee.device_type = NVS-IPCAM-MT
want  topsee.device_module = MC-J40H
want  topsee.serial_number = 00000000
want  topsee.oem_sn = A1
want  topsee.version = V3.4.2
end   cut

case  who searches is no device
lane  udp 3001
from  192.0.2.30
text  <?xml version="1.0" encoding="GB2312" ?>\n
text  <XML_TOPSEE>\n
text  <MESSAGE_HEADER Msg_type="SYSTEM_SEARCHIPC_MESSAGE" Msg_code="1" Msg_flag="0" />\n
text  <MESSAGE_BODY>\n
text  </MESSAGE_BODY>\n
text  </XML_TOPSEE>\n
end   done

case  who logs in tells nothing
lane  udp 3001
from  192.0.2.30
text  <XML_TOPSEE><MESSAGE_HEADER Msg_type="USER_AUTH_MESSAGE" Msg_code="3"/><MESSAGE_BODY><USER_AUTH_PARAM Username=
text  "a" Password="secret"/></MESSAGE_BODY></XML_TOPSEE>
end   done

case  hostile: no MAC, an address of nobody, an empty type
lane  udp 3001
from  192.0.2.30
text  <?xml version="1.0" encoding="GB2312" ?>\n
text  <XML_TOPSEE>\n
text  <MESSAGE_HEADER Msg_type="SYSTEM_SEARCHIPC_MESSAGE" Msg_code="3" Msg_flag="0" />\n
text  <MESSAGE_BODY>\n
text  <LANConfig MacAddress="ff:ff:ff:ff:ff:ff" IPAddress="0.0.0.0"/><DEVICE_TYPE DeviceType="" DeviceModule=x/><DEVI
text  CE_TYPE/></MESSAGE_BODY>\n
text  </XML_TOPSEE>\n
want  topsee.device_module = x
end   done

case  cut behind the root
lane  udp 3001
from  192.0.2.30
text  <XML_TOPSEE>
end   cut

case  other XML on the port
lane  udp 3001
from  192.0.2.30
text  <Probe><MESSAGE_HEADER Msg_code="3"/></Probe>
end   not-mine

case  no XML
lane  udp 3001
from  192.0.2.30
text  XML_TOPSEE
end   not-mine
