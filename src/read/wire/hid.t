# Layout from the answer of a VertX EVO V2000 (wue-iot-note) and nmap; numbers and addresses are made up.

case  a controller answers
lane  udp 4070
from  192.0.2.30
text  discovered;091;00:00:5E:00:53:01;VertX_EVO_V2000;192.0.2.30;1;V2-V2000;3.6.3.101;07/27/2017;
want  hid.mac = 00:00:5e:00:53:01
want  hid.name = VertX_EVO_V2000
want  hid.ip = 192.0.2.30
want  hid.kind = V2-V2000
want  hid.firmware = 3.6.3.101
want  hid.built = 07/27/2017
end   done

case  a recorded answer, cut inside the firmware
lane  document hid.raw
text  discovered;091;00:00:5E:00:53:01;VertX_EVO_V2000;192.0.2.30;1;V2-V2000;3
want  hid.mac = 00:00:5e:00:53:01
want  hid.name = VertX_EVO_V2000
want  hid.ip = 192.0.2.30
want  hid.kind = V2-V2000
end   cut

case  who asks is no device
lane  udp 4070
from  192.0.2.30
text  discover;013;
end   done

case  a command tells nothing
lane  udp 4070
from  192.0.2.30
text  command_blink_on;044;00:00:5E:00:53:01;1;
end   not-mine

case  hostile: words of other things
lane  udp 4070
from  192.0.2.30
text  discovered;1;x;a\n
text  b;999.1.1.1;;;;;;;;;;
end   done

case  somebody else on the port
lane  udp 4070
from  192.0.2.30
text  discoveries
end   not-mine
