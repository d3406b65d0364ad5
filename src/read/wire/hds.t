# Keys from search tools and recorded announcements (public code); names, numbers and addresses are made up.

case  a camera answers
lane  udp 8002
from  192.0.2.30
text  HDS/1.0 200 OK\r\n
text  CSeq:1\r\n
text  Client-ID:nothingnothingnothingnothingnoth\r\n
text  Content-Type:text/HDP\r\n
text  \r\n
text  Segment-Num:1\r\n
text  Segment-Seq:1\r\n
text  Data-Length:214\r\n
text  \r\n
text  Device-ID=ABCD-000001-EFGHI\r\n
text  Device-Name=IPCAM\r\n
text  IP=192.0.2.30\r\n
text  MASK=255.255.255.0\r\n
text  MAC=00:00:5E:00:53:01\r\n
text  Gateway=192.0.2.1\r\n
text  Http-Port=80\r\n
text  UID=ABCD-000001-EFGHI\r\n
text  hardVersion=V1.0\r\n
text  softVersion=V11.4.8.1.1-20170926\r\n
want  hds.device_id = ABCD-000001-EFGHI
want  hds.device_name = IPCAM
want  hds.ip = 192.0.2.30
want  hds.mac = 00:00:5e:00:53:01
want  hds.uid = ABCD-000001-EFGHI
want  hds.hard_version = V1.0
want  hds.soft_version = V11.4.8.1.1-20170926
end   done

case  no account, password or key is told
lane  udp 8002
from  192.0.2.30
text  HDS/1.0 200 OK\r\n
text  CSeq:1\r\n
text  Client-ID:nothingnothingnothingnothingnoth\r\n
text  Content-Type:text/HDP\r\n
text  \r\n
text  Segment-Num:1\r\n
text  Segment-Seq:1\r\n
text  Data-Length:151\r\n
text  \r\n
text  Device-ID=ABCD\r\n
text  Device-Acount=admin\r\n
text  Device-PWD=secret\r\n
text  DDNS-User=me\r\n
text  DDNS-Passwd=secret\r\n
text  AP-Essid=home\r\n
text  AP-Psk=secret\r\n
text  nonce=0123\r\n
text  Device-Name=IPCAM\r\n
want  hds.device_id = ABCD
want  hds.device_name = IPCAM
end   done

case  a camera of EseeCloud, by broadcast
lane  udp 12222
from  192.0.2.30
text  HDS/1.0 200 OK\r\n
text  CSeq:1\r\n
text  Client-ID:nothingnothingnothingnothingnoth\r\n
text  Content-Type:text/HDP\r\n
text  \r\n
text  Segment-Num:1\r\n
text  Segment-Seq:1\r\n
text  Data-Length:148\r\n
text  \r\n
text  Device-ID=Z0000000000000\r\n
text  Device-Model=5523-W\r\n
text  Device-Name=5523-W\r\n
text  Esee-ID=0000000000\r\n
text  MAC=00:00:5e:00:53:01\r\n
text  Software-Version=3.6.103\r\n
text  nonce=00aa\r\n
want  hds.device_id = Z0000000000000
want  hds.device_model = 5523-W
want  hds.device_name = 5523-W
want  hds.esee_id = 0000000000
want  hds.mac = 00:00:5e:00:53:01
want  hds.software_version = 3.6.103
end   done

case  under its other name, with bare line feeds and no headers
lane  document hds.raw
text  MCTP/1.0 200 OK\n
text  Device-ID=x\n
text  MAC=none\n
want  hds.device_id = x
end   done

case  shorter than it says
lane  udp 8002
from  192.0.2.30
text  HDS/1.0 200 OK\r\n
text  CSeq:1\r\n
text  Client-ID:nothingnothingnothingnothingnoth\r\n
text  Content-Type:text/HDP\r\n
text  \r\n
text  Segment-Num:1\r\n
text  Segment-Seq:1\r\n
text  Data-Length:400\r\n
text  \r\n
text  Device-ID=ABCD-000001-EFGHI\r\n
text  Device-Name=IPCAM\r\n
text  IP=192.0.2.30\r\n
text  MASK=255.255.255.
want  hds.device_id = ABCD-000001-EFGHI
want  hds.device_name = IPCAM
want  hds.ip = 192.0.2.30
end   cut

case  who searches is no device
lane  udp 8002
from  192.0.2.30
text  SEARCH * HDS/1.0\r\n
text  CSeq:1\r\n
text  Client-ID:nothingnothingnothingnothingnoth\r\n
text  Accept-Type:text/HDP\r\n
text  Content-Length:0\r\n
text  \r\n
end   done

case  a command carries a password and tells nothing
lane  udp 8002
from  192.0.2.30
text  CMD * HDS/1.0\r\n
text  CSeq:1\r\n
text  \r\n
text  Device-ID=x\r\n
text  Device-PWD=secret\r\n
end   done

case  an error tells nothing
lane  udp 8002
from  192.0.2.30
text  HDS/1.0 401 Unauthorized\r\n
text  Device-ID: x\r\n
text  \r\n
end   done

case  somebody else on the port
lane  udp 8002
from  192.0.2.30
text  HTTP/1.1 200 OK\r\n
text  Server: x\r\n
text  \r\n
end   not-mine

case  nothing
lane  udp 8002
from  192.0.2.30
text  \r\n
end   not-mine
