# Layout from the answer of an IB9360 (wue-iot-note); its own numbers and addresses are made up.

case  a camera answers
lane  udp 10000
from  192.0.2.30
hex   02f5dd76 03011149 42393336 302d5656 544b2d30 32323362 02060000 5e005301
hex   0304c000 021e0424 06023d22 1602bb01 0802656e 09084942 39333630 2d481004
hex   03008200 0a010017 03010181 05040000 0000
want  vivotek.name = IB9360-VVTK-0223b
want  vivotek.mac = 00:00:5e:00:53:01
want  vivotek.ip = 192.0.2.30
want  vivotek.model = IB9360-H
end   done

case  a recorded answer, cut inside the model
lane  document vivotek.raw
hex   02f5dd76 03011149 42393336 302d5656 544b2d30 32323362 02060000 5e005301
hex   0304c000 021e0424 06023d22 1602bb01 0802656e 090849
want  vivotek.name = IB9360-VVTK-0223b
want  vivotek.mac = 00:00:5e:00:53:01
want  vivotek.ip = 192.0.2.30
end   cut

case  who searches is no device
lane  udp 10000
from  192.0.2.30
hex   01f5dd76 03
end   not-mine

case  somebody else: no MAC
lane  udp 10000
from  192.0.2.30
hex   02f5dd76 03010178 0304c000 021e
end   not-mine

case  somebody else: no name
lane  udp 10000
from  192.0.2.30
hex   02f5dd76 03020600 005e0053 01
end   not-mine

case  somebody else: another header
lane  udp 10000
from  192.0.2.30
hex   02f5dd76 04011149 42393336 302d5656 544b2d30 32323362 02060000 5e005301
hex   0304c000 021e0424 06023d22 1602bb01 0802656e 09084942 39333630 2d481004
hex   03008200 0a010017 03010181 05040000 0000
end   not-mine

case  hostile: values of the wrong size
lane  udp 10000
from  192.0.2.30
hex   02000000 0301010a 02060000 5e005301 03033132 330900
want  vivotek.mac = 00:00:5e:00:53:01
end   done

case  cut inside the header
lane  udp 10000
from  192.0.2.30
hex   02
end   not-mine
