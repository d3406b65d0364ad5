# Messages as devices send them; addresses from RFC 5737 and RFC 7042.

case  a camera announces itself
lane  udp 1900
text  NOTIFY * HTTP/1.1\r\nLOCATION: http://192.0.2.37:55430/\r\nHOST: 239.255.255.250:1900\r\n
text  SERVER: Linux,    UPnP/1.0 DCS-935L/1.0\r\nNTS: ssdp:alive\r\nUSN: uuid:00005e005301-0::upnp:rootdevice\r\n
text  CACHE-CONTROL: max-age=1800\r\nNT: upnp:rootdevice\r\n\r\n
want  ssdp.location = http://192.0.2.37:55430/
want  ssdp.server = Linux,    UPnP/1.0 DCS-935L/1.0
want  ssdp.usn = uuid:00005e005301-0::upnp:rootdevice
want  ssdp.st = upnp:rootdevice
end   done

case  an answer to a search, from and to any port
lane  udp 49200
from  192.0.2.102
text  HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nDATE: Sun, 02 Oct 2016 21:11:25 GMT\r\nEXT:\r\n
text  LOCATION: http://192.0.2.102:45895/rootdesc1.xml\r\nOPT: "http://schemas.upnp.org/upnp/1/0/"; ns=01\r\n
text  01-NLS: 8fb2638a-1dd2-11b2-a915-c89968000000\r\n
text  SERVER: Linux/2.6.35, UPnP/1.0, Portable SDK for UPnP devices/1.6.18\r\nX-User-Agent: redsonic\r\n
text  ST: urn:axis-com:service:BasicService:1\r\n
text  USN: uuid:Upnp-BasicDevice-1_0-00005E005301::urn:axis-com:service:BasicService:1\r\n\r\n
want  ssdp.location = http://192.0.2.102:45895/rootdesc1.xml
want  ssdp.server = Linux/2.6.35, UPnP/1.0, Portable SDK for UPnP devices/1.6.18
want  ssdp.header = X-User-Agent: redsonic
want  ssdp.st = urn:axis-com:service:BasicService:1
want  ssdp.usn = uuid:Upnp-BasicDevice-1_0-00005E005301::urn:axis-com:service:BasicService:1
end   done

case  who leaves still has a name
lane  udp 1900
text  NOTIFY * HTTP/1.1\nHOST: 239.255.255.250:1900\nNT: upnp:rootdevice\nUSN: uuid:a::upnp:rootdevice\nNTS: ssdp:byebye\n\n
want  ssdp.st = upnp:rootdevice
want  ssdp.usn = uuid:a::upnp:rootdevice
end   done

case  a recorded message under another name
lane  document ssdp.notify
text  NOTIFY * HTTP/1.1\nserver:  A\n B\n\n
want  ssdp.server = A B
end   done

case  who searches is no device, but says what it is
lane  udp 1900
text  M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\n
text  ST: urn:dial-multiscreen-org:service:dial:1\r\nUSER-AGENT: Google Chrome/95.0 Linux\r\n\r\n
want  ssdp.user_agent = Google Chrome/95.0 Linux
end   done

case  cut after the first header
lane  udp 1900
text  NOTIFY * HTTP/1.1\r\nSERVER: x
want  ssdp.server = x
end   cut

case  an HTTP answer in a datagram that says of nothing
lane  udp 1900
text  HTTP/1.1 200 OK\r\nServer: x\r\n\r\n
end   not-mine

case  another request
lane  udp 1900
text  GET / HTTP/1.1\r\nServer: x\r\nNT: y\r\n\r\n
end   not-mine

case  bytes that are no text
lane  udp 1900
hex   00 01 00 00 ff ff 0d 0a 0d 0a
end   not-mine

case  headers without names, values and colons
lane  udp 1900
text  NOTIFY * HTTP/1.1\r\n:\r\n:x\r\nST\r\nST:\r\n\0: \0\r\nUSN: \xff\xfe\r\nX-Token: a\r\n\r\n
want  ssdp.usn = \xff\xfe
end   done
