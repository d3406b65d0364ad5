# Answers as devices send them; addresses from RFC 5737.

case  a Hikvision camera asks for a password
lane  tcp 80
from  192.0.2.64
text  HTTP/1.1 401 Unauthorized\r\nDate: Sat, 25 Apr 2026 00:05:48 GMT\r\nServer: App-webs/\r\nX-Frame-Options: SAMEORIGIN\r\n
text  WWW-Authenticate: Digest qop="auth", realm="IP Camera(C2345)", nonce="4d", stale="FALSE"\r\n
text  Content-Length: 0\r\n\r\n
want  http.server = App-webs/
want  http.authenticate = Digest qop="auth", realm="IP Camera(C2345)", nonce="4d", stale="FALSE"
want  http.realm = IP Camera(C2345)
end   done

case  a Bosch camera and its cookie
lane  tcp 80
text  HTTP/1.1 200 OK\r\nServer: VCS-VideoJet-Webserver\r\nContent-Type: text/xml\r\nContent-Length: 5\r\n
text  Set-Cookie: HcsoB=60cd4a687de94857; path=/;\r\n\r\n<rcp>
want  http.server = VCS-VideoJet-Webserver
want  http.cookie = HcsoB
end   done

case  a page, its title over two lines with entities
lane  tcp 8080
text  HTTP/1.0 200 OK\nContent-type: text/html\nX-Powered-By: PHP/5.6.0\n\n<html><head>\n
text  <TITLE>\n  IP&nbsp;Camera &amp;\n   more &#169;</TITLE></head></html>
want  http.header = X-Powered-By: PHP/5.6.0
want  http.title = IP Camera & more \xc2\xa9
end   done

case  two answers behind one another, the first to HEAD
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Length: 500\r\nServer: a\r\n\r\nHTTP/1.1 302 Found\r\nContent-Length: 2\r\n
text  Location: http://192.0.2.1/doc/page/login.asp?_1&token=abc\r\n\r\nokHTTP/1.1 204 No\r\nServer: b\r\n\r\n
want  http.server = a
want  http.location = http://192.0.2.1/doc/page/login.asp?_1&token=***
want  http.server = b
end   done

case  a chunked answer that another reader knows, and an answer behind it
lane  tcp 80
text  HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n
text  12\r\n<?xml version="1.0\r\n55;x=y\r\n"?><s:Envelope><s:Body><GetDeviceInformationResponse><Model>M1</Model></GetDeviceInfo\r\n
text  25\r\nrmationResponse></s:Body></s:Envelope\r\n1\r\n>\r\n0\r\n\r\nHTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n
want  onvif.model = M1
want  http.server = x
end   done

case  Dahua's key=value answer goes to its reader
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\nserialNumber=1A\r\nupdateSerial=IPC-HDW5830R-Z\r\n
want  dahua.serial_number = 1A
want  dahua.update_serial = IPC-HDW5830R-Z
end   done

case  key=value text of somebody else is nobody's
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nname=NVR\r\nversion=4.001\r\n
end   done

case  a client says its program; its body is not its own
lane  tcp 80
text  POST /onvif/device_service HTTP/1.1\r\nHost: 192.0.2.1\r\nUser-Agent: gSOAP/2.8\r\nAuthorization: Basic YTpi\r\n
text  Content-Length: 103\r\n\r\n
text  <Envelope><Body><GetDeviceInformationResponse><Model>M</Model></GetDeviceInformationResponse></Body></Envelope>
want  http.user_agent = gSOAP/2.8
end   done

case  cut inside the headers
lane  tcp 80
text  HTTP/1.1 200 OK\r\nServer: uc-httpd 1.0.0\r\nContent-Len
want  http.server = uc-httpd 1.0.0
end   cut

case  a length that is longer than the world
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\nServer: x\r\n\r\nab
want  http.server = x
end   cut

case  a chunk size that is no number
lane  tcp 80
text  HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<a>\r\n
end   cut

case  a chunk that claims too much
lane  tcp 80
text  HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n<a>\r\n
end   cut

case  a whole answer, recorded as if it were a header
lane  document http.header
text  HTTP/1.0 200 OK\nContent-type: application/binary\nServer: uc-httpd 1.0.0\nExpires: 0\n\n
text  <html><head><title>404 File Not Found</title></head>\n
want  http.server = uc-httpd 1.0.0
want  http.title = 404 File Not Found
end   done

case  RTSP is not HTTP
lane  document http.raw
text  RTSP/1.0 200 OK\r\nServer: x\r\n\r\n
end   not-mine

case  bytes
lane  document http.raw
hex   16 03 01 00 0a 01 00 00 06 03 03
end   not-mine
