# Consoles as they greet; addresses from RFC 5737.

case  an old Hikvision recorder, behind what it wants to negotiate
lane  tcp 23
from  192.0.2.64
hex   ff fd 01 ff fd 1f ff fb 01 ff fb 03
text  \r\ndvrdvs login: 
want  telnet.banner = dvrdvs login:
end   done

case  several lines, a parameter within them, a byte 255 that is none
lane  tcp 23
text  \r\r\nGrandstream GXV3674\t
hex   ff fa 18 01 ff f0 ff f1 00
text  \r\nUsername: 
want  telnet.banner = Grandstream GXV3674 Username:
end   done

case  the first prompt ends it: what is typed and answered is not told
lane  tcp 23
text  IP CAMERA login: root\r\nPassword: \r\nLogin incorrect\r\nIP CAMERA login: 
want  telnet.banner = IP CAMERA login:
end   done

case  a client types a password
lane  tcp 23
text  root\r\nsecret\r\nls\r\n
end   not-mine

case  a console without a prompt
lane  tcp 23
text  Welcome to the router\r\n# 
end   not-mine

case  a parameter that never ends
lane  tcp 23
hex   ff fa 18 01 02 03
end   not-mine

case  cut within a command
lane  tcp 23
text  a login:
hex   ff fd
want  telnet.banner = a login:
end   done

case  nothing
lane  tcp 23
end   not-mine

case  recorded
lane  document telnet.raw
text  192.0.0.64 login: 
want  telnet.banner = 192.0.0.64 login:
end   done
