# Made by the layout.

case  it does not know the question for a page
lane  tcp 8000
from  192.0.2.64
hex   00 00 00 10  00 00 00 1e  00 00 00 1e  00 00 00 00
want  tcp.8000.magic = 000000100000001e0000001e00000000
end   done

case  the other refusal
lane  tcp 8000
hex   00 00 00 10  00 00 00 0d  00 00 00 0d  00 00 00 00
want  tcp.8000.magic = 000000100000000d0000000d00000000
end   done

case  something else of this port
lane  tcp 8000
hex   00 00 00 10  00 00 00 01  00 00 00 01  00 00 00 00
end   not-mine

case  two words that differ
lane  tcp 8000
hex   00 00 00 10  00 00 00 1e  00 00 00 0d  00 00 00 00
end   not-mine

case  cut
lane  tcp 8000
hex   00 00 00 10  00 00 00 1e  00 00 00 1e  00 00 00
end   not-mine

case  a page on this port
lane  tcp 8000
text  HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 0\r\n\r\n
want  http.server = x
end   done

case  recorded
lane  document hiksdk.raw
hex   00 00 00 10  00 00 00 1e  00 00 00 1e  00 00 00 00
want  tcp.8000.magic = 000000100000001e0000001e00000000
end   done
