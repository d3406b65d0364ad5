# Greetings as servers say them.

case  an Axis camera tells its model
lane  tcp 21
from  192.0.2.5
text  220 AXIS Q1604 Network Camera 5.40.9.2 (2012) ready.\r\n
want  ftp.banner = AXIS Q1604 Network Camera 5.40.9.2 (2012) ready.
end   done

case  several lines, one without a number
lane  tcp 21
text  220-Welcome\r\n220-\r\n  to the recorder  \r\n220 ready\r\n
want  ftp.banner = Welcome to the recorder ready
end   done

case  what a client is told later is nobody's business
lane  tcp 21
text  220 x\r\n331 Password required for root\r\n230 root logged in\r\n
want  ftp.banner = x
end   done

case  cut before the last line
lane  tcp 21
text  220-one\r\n220-tw
want  ftp.banner = one tw
end   cut

case  cut within the last line
lane  tcp 21
text  220 AXIS Q16
want  ftp.banner = AXIS Q16
end   cut

case  a greeting that says nothing
lane  tcp 21
text  220 \r\n
end   done

case  a client
lane  tcp 21
text  USER root\r\nPASS secret\r\n
end   not-mine

case  a server that is full
lane  tcp 21
text  421 Too many users\r\n
end   not-mine

case  a mail server greets alike, elsewhere
lane  tcp 25
text  220 mail.example ESMTP\r\n
end   not-mine

case  recorded
lane  document ftp.raw
text  220 ADH FTP SERVER READY TYPE HELP FOR HELP\r\n
want  ftp.banner = ADH FTP SERVER READY TYPE HELP FOR HELP
end   done

case  a greeting by itself, with its number
lane  part ftp.banner
text  220 AXIS P8221 IO Audio Module 5.10.2 (Nov 07 2011) ready.
want  ftp.banner = AXIS P8221 IO Audio Module 5.10.2 (Nov 07 2011) ready.
end   done

case  and without
lane  part ftp.banner
text  AXIS P8221 IO Audio Module 5.10.2 (Nov 07 2011) ready.
end   done
