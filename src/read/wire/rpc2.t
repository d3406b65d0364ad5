# The challenge of a real camera (2ic80) and the notice of a doorbell; serial numbers and addresses are made up.

case  a camera's challenge, by HTTP
lane  tcp 80
from  192.0.2.108
text  HTTP/1.1 200 OK\r\nCONNECTION: Keep-Alive\r\nCONTENT-LENGTH: 263\r\n\r\n
text  {"error":{"code":268632079,"message":"Component error: login challenge!"},"id":2,"params":{
text  "authorization":"80668fc41b6204df","encryption":"Default","mac":"00005E005301","random":"1753753988",
text  "realm":"Login to 4H01D66P0000000"},"result":false,"session":"be7dcfc7"}\n
want  rpc2.mac = 00005E005301
want  rpc2.realm = Login to 4H01D66P0000000
end   done

case  a notice by TCP 5000, cut
lane  tcp 5000
hex   20000000 44484950 5ec1b64b 08000000 23010000 00000000 23010000 00000000
text  {"id":8,"method":"client.notifyEventStream","params":{"SID":513,"eventList":[{"Action":"Pulse","
want  rpc2.method = client.notifyEventStream
want  rpc2.framing = DHIP
end   cut

case  an answer by TCP 5000
lane  tcp 5000
from  192.0.2.108
hex   20000000 44484950 5ec1b64b 01000000 3b000000 00000000 3b000000 00000000
text  {"id":1,"params":{"keepAliveInterval":60},"result":true}
want  rpc2.framing = DHIP
end   done

case  a record of an answer that is cut behind the header
lane  document dhip-5000.raw
hex   20000000 44484950 5ec1b64b 01000000 3b000000 00000000 3b000000 00000000
want  rpc2.framing = DHIP
end   cut

case  a header that is cut
lane  tcp 5000
from  192.0.2.108
hex   20000000 44484950 0000
end   cut

case  a client calls
lane  tcp 5000
hex   20000000 44484950 00000000 08000000 23000000 00000000 23000000 00000000
text  {"method":"global.login","params":{"userName":"admin","password":"x","mac2":"y"},"id":1}\n
end   done

case  rules broken
lane  body
text  {"params":{"realm":"Login to A","random":"1"},,}
want  rpc2.realm = Login to A
end   broken

case  a challenge of somebody else
lane  body
text  {"params":{"realm":"x","random":"1"}}
end   not-mine

case  a header and no more: who speaks is not known
lane  tcp 5000
from  192.0.2.108
hex   20000000 44484950 00000000 08000000 23000000 00000000 23000000 00000000
end   cut

case  hostile: escapes without their digits
lane  body
text  {"params":{"random":"1","mac":"\\u\\u\\u\\u",
text  "x":"\\u\\u\\u\\u","realm":"Login to \\u"}}
want  rpc2.mac = ????
want  rpc2.realm = Login to ?
end   done
