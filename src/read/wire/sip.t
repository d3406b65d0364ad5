# The registration is a Dahua recorder's (user notes on GB/T 28181, header for header); telephones and the
# challenge are of RFC 3665 and of a Kamailio log; addresses and numbers are made up.

case  a Dahua recorder registers at a platform
lane  udp 5060
from  192.0.2.108
text  REGISTER sip:34020000002000000001@192.0.2.125:5060 SIP/2.0\r\nCall-ID: b954e1e87c6d580eaec2c2755aba3e54\r\n
text  Contact: <sip:34020000001180000001@192.0.2.108:5060>\r\nContent-Length: 0\r\nCSeq: 1 REGISTER\r\n
text  Expires: 3600\r\nFrom: <sip:34020000001180000001@192.0.2.108:5060>;tag=d28d156d2c72dcfb6a49ceb55f9627e8\r\n
text  Max-Forwards: 70\r\nTo: <sip:34020000001180000001@192.0.2.108:5060>\r\nUser-Agent: SIP UAS V3.0.0.1208500\r\n
text  Authorization: Digest username="34020000001180000001", realm="3402000000", nonce="x", response="secret"\r\n
text  Via: SIP/2.0/UDP 192.0.2.108:5060;rport;branch=z9hG4bK9ffcac0c7c50cdbc062009c67a39ecfb\r\n\r\n
want  sip.user_agent = SIP UAS V3.0.0.1208500
want  sip.from_user = 34020000001180000001
end   done

case  it tells the platform what it is
lane  udp 5060
text  MESSAGE sip:34020000002000000001@3402000000 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.64:5060;branch=z9hG4bK1\r\n
text  From: <sip:34020000001320000001@3402000000>;tag=1\r\nContent-Type: Application/MANSCDP+xml\r\nContent-Length: 320\r\n\r\n
text  <?xml version="1.0" encoding="GB2312"?>\r\n<Response>\r\n<CmdType>DeviceInfo</CmdType>\r\n<SN>17</SN>\r\n
text  <DeviceID>34020000001320000001</DeviceID>\r\n<Result>OK</Result>\r\n<DeviceName>IP CAMERA</DeviceName>\r\n
text  <Manufacturer>Hikvision</Manufacturer>\r\n<Model>DS-2CD3T25-I3</Model>\r\n<Firmware>V5.5.0</Firmware>\r\n
text  <Password>x</Password><Info><Model>y</Model></Info></Response>
want  sip.from_user = 34020000001320000001
want  gb28181.device_id = 34020000001320000001
want  gb28181.device_name = IP CAMERA
want  gb28181.manufacturer = Hikvision
want  gb28181.model = DS-2CD3T25-I3
want  gb28181.firmware = V5.5.0
end   done

case  a catalog lists others: nothing of it is told
lane  document sip.raw
text  MESSAGE sip:34020000002000000001@3402000000 SIP/2.0\r\nf: sip:34020000001180000001@3402000000\r\n\r\n
text  <?xml version="1.0"?><Response><CmdType>Catalog</CmdType><DeviceList Num="1"><Item><Manufacturer>Dahua</Manufacturer>
text  </Item></DeviceList></Response>
want  sip.from_user = 34020000001180000001
end   done

case  the platform asks
lane  udp 5060
text  MESSAGE sip:34020000001320000001@192.0.2.64:5060 SIP/2.0\r\nFrom: <sip:34020000002000000001@3402000000>;tag=1\r\n
text  User-Agent: WVP\r\n\r\n<?xml version="1.0"?>\n<Query><CmdType>DeviceInfo</CmdType><Manufacturer>x</Manufacturer></Query>
want  sip.user_agent = WVP
want  sip.from_user = 34020000002000000001
end   done

case  a challenge
lane  udp 5060
text  SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP 192.0.2.86:62534;branch=z9hG4bKPj\r\nFrom: <sip:+4930555@example.net>;tag=2\r\n
text  WWW-Authenticate: Digest realm="3402000000", nonce="9141ed3a3de48a878ba1467f9cfa0a88", algorithm=MD5\r\n
text  Server: Kamailio S-CSCF\r\nContent-Length: 0\r\n\r\n
want  sip.server = Kamailio S-CSCF
want  sip.realm = 3402000000
end   done

case  a telephone answers OPTIONS by its User-Agent, with a session
lane  udp 5060
text  SIP/2.0 200 OK\r\nv: SIP/2.0/UDP 192.0.2.5\r\nUser-Agent: Yealink SIP-T46S\r\n 66.85.0.5\r\nl: 16\r\n\r\nv=0\r\ns=SIP Call\r\nxx
want  sip.user_agent = Yealink SIP-T46S 66.85.0.5
want  sdp.session = SIP Call
end   done

case  a question that others passed on is not its sender's
lane  udp 5060
text  INVITE sip:bob@192.0.2.5 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1, SIP/2.0/UDP 192.0.2.7\r\nUser-Agent: snom360\r\n
text  From: "Alice" <sip:alice@example.net>\r\n\r\nv=0\r\ns=call
end   done

case  a telephone answers a call itself
lane  udp 5060
from  192.0.2.5
text  SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.1\r\nVia: SIP/2.0/UDP 192.0.2.7\r\nCSeq: 1 INVITE\r\n
text  Contact: "Bob" <sip:bob@192.0.2.5:5060;transport=udp>\r\nUser-Agent: snom360\r\n\r\nv=0\r\ns=call
want  sip.user_agent = snom360
want  sdp.session = call
end   done

case  a proxy passes that answer on: it is not the proxy's
lane  udp 5060
from  192.0.2.1
text  SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.7\r\nCSeq: 1 INVITE\r\n
text  Contact: "Bob" <sip:bob@192.0.2.5:5060;transport=udp>\r\nUser-Agent: snom360\r\n\r\nv=0\r\ns=call
end   done

case  a refusal that may be the proxy's or the telephone's
lane  udp 5060
from  192.0.2.1
text  SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.7\r\nCSeq: 1 INVITE\r\nUser-Agent: snom360\r\n\r\n
end   done

case  a 100 is never passed on
lane  udp 5060
from  192.0.2.1
text  SIP/2.0 100 Trying\r\nVia: SIP/2.0/UDP 192.0.2.7\r\nCSeq: 1 INVITE\r\nServer: Kamailio\r\n\r\n
want  sip.server = Kamailio
end   done

case  a registrar names itself; the contact is who registered
lane  udp 5060
from  192.0.2.1
text  SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.5\r\nCSeq: 2 REGISTER\r\nm: <sip:bob@192.0.2.5>\r\nServer: Kamailio\r\n\r\n
want  sip.server = Kamailio
end   done

case  an answer to OPTIONS without a contact, and a challenge
lane  tcp 5060
from  192.0.2.1
text  SIP/2.0 200 OK\r\nv: SIP/2.0/TCP 192.0.2.5\r\nCSeq: 7 OPTIONS\r\nServer: A\r\nl: 0\r\n\r\n
text  SIP/2.0 407 Proxy Authentication Required\r\nv: SIP/2.0/TCP 192.0.2.5\r\nCSeq: 8 INVITE\r\nServer: B\r\n
text  Proxy-Authenticate: Digest realm="x"\r\nl: 0\r\n\r\n
want  sip.server = A
want  sip.server = B
want  sip.realm = x
end   done

case  an answer to OPTIONS on its way to others
lane  udp 5060
from  192.0.2.1
text  SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.9, SIP/2.0/UDP 192.0.2.7\r\nCSeq: 7 OPTIONS\r\nServer: A\r\n\r\n
end   done

case  by IPv6, and a contact that is a name
lane  udp 5060
from  2001:db8::5
text  SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE\r\nContact: <sips:bob@[2001:db8::5]:5061>\r\nServer: A\r\nContent-Length: 0\r\n\r\n
text  SIP/2.0 180 Ringing\r\nCSeq: 1 INVITE\r\nContact: <sips:bob@example.net>\r\nServer: B\r\nContent-Length: 0\r\n\r\n
want  sip.server = A
end   done

case  two answers in one stream, line ends between
lane  tcp 5060
text  SIP/2.0 100 Trying\r\nServer: A\r\nContent-Length: 0\r\n\r\n\r\n\r\nSIP/2.0 200 OK\r\nServer: B\r\nContent-Length: 3\r\n\r\nabc
want  sip.server = A
want  sip.server = B
end   done

case  cut inside a header
lane  udp 5060
text  SIP/2.0 200 OK\r\nServer: AXIS C30
want  sip.server = AXIS C30
end   cut

case  cut inside the body
lane  tcp 5060
text  SIP/2.0 200 OK\r\nContent-Length: 99\r\n\r\nabc
end   cut

case  numbers that are no device's
lane  udp 5060
text  REGISTER sip:a SIP/2.0\r\nFrom: <sip:340200000013200000012@a>\r\n\r\n
end   done

case  a number with nothing behind it
lane  udp 5060
text  REGISTER sip:a SIP/2.0\r\nFrom: sip:34020000001320000001\r\nContent-Length: -1\r\n\r\n
end   done

case  line ends that keep a way open
lane  udp 5060
text  \r\n\r\n
end   not-mine

case  another protocol of the same manner
lane  tcp 5060
text  RTSP/1.0 200 OK\r\nServer: x\r\n\r\n
want  rtsp.server = x
end   done

case  hostile: an answer that never closes
lane  udp 5060
text  MESSAGE sip:a SIP/2.0\r\n\r\n<?xml version="1.0"?><Response><CmdType>DeviceInfo</CmdType><Model>a&#0;&amp;</Model><Response><Response><X
want  gb28181.model = a\xef\xbf\xbd&
end   done
