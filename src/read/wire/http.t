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
from  192.0.2.9
text  HTTP/1.0 200 OK\nContent-type: text/html\nX-Powered-By: PHP/5.6.0\n\n<html><head>\n
text  <TITLE>\n  IP&nbsp;Camera &amp;\n   more &#169;</TITLE></head></html>
want  http.header = X-Powered-By: PHP/5.6.0
want  http.title = IP Camera & more \xc2\xa9
end   cut

case  two answers behind one another, the first to HEAD
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Length: 500\r\nServer: a\r\n\r\nHTTP/1.1 302 Found\r\nContent-Length: 2\r\n
text  Location: /doc/page/login.asp?_1&token=abc\r\n\r\nokHTTP/1.1 204 No\r\nServer: b\r\n\r\n
want  http.server = a
want  http.location = /doc/page/login.asp?_1&token=***
want  http.server = b
end   done

case  a chunked answer that another reader knows, and an answer behind it
lane  tcp 80
text  HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n
text  12\r\n<?xml version="1.0\r\n55;x=y\r\n"?><s:Envelope><s:Body><GetDeviceInformationResponse><Model>M1</Model></GetDeviceInfo\r\n
text  25\r\nrmationResponse></s:Body></s:Envelope\r\n1\r\n>\r\n0\r\n\r\nHTTP/1.1 404 Not Found\r\nServer: x\r\n\r\n
want  onvif.model = M1
want  http.server = x
end   cut

case  Dahua's key=value answer goes to its reader
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\nserialNumber=1A\r\nupdateSerial=IPC-HDW5830R-Z\r\n
want  dahua.serial_number = 1A
want  dahua.update_serial = IPC-HDW5830R-Z
end   done

case  key=value text of somebody else is nobody's
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\nname=NVR\r\nversion=4.001\r\n
end   cut

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
lane  part http.header
text  HTTP/1.0 200 OK\nContent-type: application/binary\nServer: uc-httpd 1.0.0\nExpires: 0\n\n
text  <html><head><title>404 File Not Found</title></head>\n
want  http.server = uc-httpd 1.0.0
want  http.html = <html><head><title>404 File Not Found</title></head>
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

case  the page's icon, its size said
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 42\r\n\r\n
hex   47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b
want  http.favicon_md5 = d89746888da2d9510b64a9f031eaecd5
want  http.favicon_mmh3 = -1542678720
end   done

case  an icon of Microsoft's kind that nobody said the size of, called a text
lane  tcp 80
text  HTTP/1.0 200 OK\r\nServer: a\r\nContent-Type: text/plain\r\n\r\n
hex   0000010001000101000001002000300000001600000028000000010000000200000001002000000000000000000000000000000000000000000000000000112233ff00000000
want  http.server = a
want  http.favicon_md5 = b62437e75ed43b3f93beab613b0e53c4
want  http.favicon_mmh3 = -1645729433
end   cut

case  the same in chunks
lane  tcp 80
text  HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n
hex   00000100010001010000010020003000
text  \r\n36\r\n
hex   00001600000028000000010000000200000001002000000000000000000000000000000000000000000000000000112233ff00000000
text  \r\n0\r\n\r\n
want  http.favicon_md5 = b62437e75ed43b3f93beab613b0e53c4
want  http.favicon_mmh3 = -1645729433
end   done

case  a picture that is not whole has no digest
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 43\r\n\r\n
hex   47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b
end   cut

case  nor one whose end does not show
lane  tcp 80
text  HTTP/1.0 200 OK\r\n\r\n
hex   0000010001000101000001002000300000001600000028000000010000000200000001002000000000000000000000000000000000000000000000000000112233ff000000
end   cut

case  nor one that chunks were lost of
lane  tcp 80
text  HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2a\r\n
hex   47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b
end   cut

case  a directory of icons that points nowhere
lane  tcp 80
text  HTTP/1.0 200 OK\r\n\r\n
hex   000001004000010100000100200030000000160000
end   cut

case  a page that only leads on
lane  tcp 80
from  192.0.2.9
text  HTTP/1.1 200 OK\r\nContent-Length: 126\r\n\r\n<!doctype html><html><head><title></title>
text  <script>window.location.href = "/doc/page/login.asp?_" + (new Date()).getTime();</script>
want  http.location = /doc/page/login.asp?_
end   done

case  the same in other words, and with a secret
lane  tcp 80
from  192.0.2.9
text  HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<html><script>if (location == 'a') location.reload(); location.replace( '/x?token=1' )</script></html>
want  http.location = /x?token=***
end   done

case  a Location on itself, by its address
lane  tcp 80
from  192.0.2.9
text  HTTP/1.1 302 Found\r\nLocation: http://192.0.2.9:8080/doc/page/login.asp\r\nContent-Length: 0\r\n\r\n
text  HTTP/1.1 302 Found\r\nLocation: https://192.0.2.9\r\nContent-Length: 0\r\n\r\n
text  HTTP/1.1 302 Found\r\nLocation: /a?next=http://192.0.2.7/b\r\nContent-Length: 0\r\n\r\n
want  http.location = /doc/page/login.asp
want  http.location = /
want  http.location = /a?next=http://192.0.2.7/b
end   done

case  what leads to other hosts is nobody's own path
lane  tcp 80
from  192.0.2.9
text  HTTP/1.1 302 Found\r\nLocation: http://192.0.2.64/doc/page/login.asp\r\nContent-Length: 0\r\n\r\n
text  HTTP/1.1 302 Found\r\nLocation: //192.0.2.64/doc/page/login.asp\r\nContent-Length: 0\r\n\r\n
text  HTTP/1.1 302 Found\r\nLocation: http://192.0.2.9@192.0.2.64/doc/page/login.asp\r\nContent-Length: 0\r\n\r\n
text  HTTP/1.1 302 Found\r\nLocation: http://camera.example/doc/page/login.asp\r\nContent-Length: 0\r\n\r\n
text  HTTP/1.1 200 OK\r\nContent-Length: 79\r\n\r\n
text  <html><script>location.href='http://192.0.2.5/doc/page/login.asp'</script></html>
end   done

case  of a recorded one nobody knows whose address that is
lane  part http.header
text  Location: http://192.0.2.1/doc/page/login.asp
end   done

case  pages that lead nowhere
lane  tcp 80
from  192.0.2.9
text  HTTP/1.1 200 OK\r\nContent-Length: 93\r\n\r\n<html>location="a\n"; location = b; location.href="; location(c); location==="d"; location</html>
end   done

case  a header that stands by itself
lane  part http.header
text  Server: App-webs/
want  http.server = App-webs/
end   done

case  two of them; others are there already under their own name
lane  part http.header
text  WWW-Authenticate: Basic realm="DVR"\r\nX-Frame-Options: DENY\r\nPrivate-Type: x
want  http.authenticate = Basic realm="DVR"
want  http.realm = DVR
end   done

case  a whole answer under the name of its header
lane  part http.header
text  HTTP/1.0 200 OK\r\nServer: uc-httpd 1.0.0\r\n\r\n<html><head><title>NETSurveillance WEB</title></head></html>
want  http.server = uc-httpd 1.0.0
want  http.html = <html><head><title>NETSurveillance WEB</title></head></html>
want  http.title = NETSurveillance WEB
end   done

case  a challenge by itself
lane  part http.authenticate
text  Digest qop="auth", realm="IP Camera(C2189)", nonce="1"
want  http.realm = IP Camera(C2189)
end   done

case  a page by itself
lane  part http.html
text  <html>\n<head><title>\n WEB  SERVICE </title></head></html>
want  http.title = WEB SERVICE
end   done

case  a body by itself
lane  part http.body
text  <html><head><title>x</title></head></html>
want  http.html = <html><head><title>x</title></head></html>
want  http.title = x
end   done

case  a page with secrets in it
lane  part http.body
text  <html><script>var password='hunter2', user="a"; go("/a?token=s3cret&b=1"); play("rtsp://a:b/c@192.0.2.1/x");
text  keep("session", 'abc'); if (pwd == "x") y()</script><input name="password" type="password" value="hunter3">
text  <meta name=csrf-token content=abc><input type="password"><input value="seen">
text  <input value='hunter4' name=pwd><script>password="", token="x"; salt: , nonce: y</script></html>
want  http.html = <html><script>var password='***', user="a"; go("/a?token=***&b=1"); play("rtsp://***@192.0.2.1/x");keep("session", '***'); if (pwd == "***") y()</script><input name="password" type="password" value="***"><meta name=csrf-token content=***><input type="password"><input value="seen"><input value='***' name=pwd><script>password="", token="***"; salt: , nonce: ***</script></html>
end   done

case  a piece of one
lane  part http.html
text  <div class="main"></div>
end   done

case who speaks HTTP/1.1 awaits the next question on the same connection
lane tcp 80
from 192.0.2.7
text HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 2\r\n\r\nok
want http.server = nginx
connection stays
end done

case unless it says that it closes
lane tcp 80
from 192.0.2.7
text HTTP/1.1 200 OK\r\nServer: nginx\r\nCONNECTION: Close\r\nContent-Length: 2\r\n\r\nok
want http.server = nginx
connection closes
end done

case who speaks HTTP/1.0 closes
lane tcp 80
from 192.0.2.7
text HTTP/1.0 404 Not Found\r\nServer: Boa\r\nContent-Length: 2\r\n\r\nno
want http.server = Boa
connection closes
end done

case unless it says that it does not
lane tcp 80
from 192.0.2.7
text HTTP/1.0 404 Not Found\r\nServer: Boa\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nno
want http.server = Boa
connection stays
end done

case nobody knows yet while the answer goes on
lane tcp 80
from 192.0.2.7
text HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 20\r\n\r\nok
want http.server = nginx
connection closes
end cut

case line ends before an answer are none of it
lane tcp 80
from 192.0.2.7
text \r\nHTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n
want http.server = nginx
connection stays
end done

case an interim answer is not the answer
lane tcp 80
from 192.0.2.7
text HTTP/1.1 100 Continue\r\n\r\n
connection closes
end cut

case the answer follows it
lane tcp 80
from 192.0.2.7
text HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n
want http.server = nginx
connection stays
end done

case  through a program for computers a body is no word of its own
lane  tcp 80
text  HTTP/1.1 200 OK\r\nServer: nginx/1.18.0 (Ubuntu)\r\nContent-Type: application/xml\r\n\r\n
text  <DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>DS-2CD2143G0-I</model></DeviceInfo>
want  http.server = nginx/1.18.0 (Ubuntu)
end   cut

case  recorded of a device, a name that stands in devices too keeps no body from being its own
lane  document http.raw
text  HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nContent-Type: application/xml\r\n\r\n
text  <DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>DS-2CD2143G0-I</model></DeviceInfo>
want  http.server = nginx/1.18.0
want  isapi.xmlns = http://www.hikvision.com/ver20/XMLSchema
want  isapi.model = DS-2CD2143G0-I
end   cut

case  in a capture it does
lane  tcp 80
from  192.0.2.7
text  HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nContent-Type: application/xml\r\n\r\n
text  <DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>DS-2CD2143G0-I</model></DeviceInfo>
want  http.server = nginx/1.18.0
end   cut

case  nor behind a proxy
lane  tcp 80
text  HTTP/1.1 200 OK\r\nVia: 1.1 squid\r\nContent-Type: application/xml\r\n\r\n
text  <DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><model>DS-2CD2143G0-I</model></DeviceInfo>
end   cut
