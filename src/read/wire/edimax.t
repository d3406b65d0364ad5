# Layout from mwittig/edimax-smartplug and captures (andypitcher/IoT_Sentinel); names and addresses are made up.

case  a plug answers
lane  udp 20560
from  192.0.2.30
hex   00005e00 53014544 494d4158 00000000 000001a1 fe5e5350 32313031 57000000
hex   00000000 312e3033 00000000 506c7567 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 1027c000 021effff ff00c000 0201
want  edimax.mac = 00:00:5e:00:53:01
want  edimax.model = SP2101W
want  edimax.firmware = 1.03
want  edimax.name = Plug
want  edimax.ip = 192.0.2.30
end   done

case  a recorded answer, cut behind the model
lane  document edimax.raw
hex   00005e00 53014544 494d4158 00000000 000001a1 fe5e5350 32313031 57000000
hex   00000000 312e3033
want  edimax.mac = 00:00:5e:00:53:01
want  edimax.model = SP2101W
end   cut

case  a notice
lane  udp 51140
from  192.0.2.30
text  <param><code value="1300" /><port value="51140" /></param>
want  edimax.code = 1300
end   done

case  who searches is no device
lane  udp 20560
from  192.0.2.30
hex   ffffffff ffff4544 494d4158 00000000 000000a1 ff5e
end   done

case  other XML
lane  udp 51140
from  192.0.2.30
text  <param><code value="1300" /></param>
end   not-mine

case  other XML that is cut
lane  udp 51140
from  192.0.2.30
text  <param><code value="1300" /><port value="51140" />
end   not-mine

case  hostile: a code without end
lane  udp 51140
from  192.0.2.30
text  <param><code value="1111111111111111111111111111111111111111"/><port value="1"/></param>
end   not-mine

case  somebody else on the port
lane  udp 20560
from  192.0.2.30
hex   4544494d 41580000 00000000 00000000 00000000 00000000 00000000 00000000
hex   00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000
hex   0000
end   not-mine
