# Made from the layouts of ASTM F3411-22a; the serial number is that of the example in data/marks/drones.yaml, people and places are made up.

case  a pack: who flies it, where and why is told to nobody
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   2a
hex   f21905
hex   0212313538314635464b443232394130304142434445000000
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   32004a616e2066696c6d732074686520686172626f75720000
hex   420568ee4d1fb874fd07010000000000000012d00700000000
hex   52004e4c4438376173747264676531326b3800000000000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done

case  one message by itself
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   070212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done

case  a serial number and a registration
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f11902
hex   0111313538314635464b443232394130304142434445000000
hex   012150482d3141424300000000000000000000000000000000
want  remoteid.version = 1
want  remoteid.ua_type = aeroplane
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  remoteid.ua_type = aeroplane
want  remoteid.basic_id = 2 PH-1ABC
end   done

case  ids of a flight are not kept: their kind alone
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21902
hex   023000112233445566778899aabbccddeeff00000000000000
hex   024f012001003fff0000000000000000000000000000000000
want  remoteid.version = 2
want  remoteid.basic_id = 3
want  remoteid.ua_type = other
want  remoteid.basic_id = 4
end   done

case  where it flies, alone
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   01122000b4000080ea4d1fd070fd07d007d007d0074a43000001
want  remoteid.version = 2
end   done

case  the number of who flies it, alone
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   01f01901
hex   50004742522d4f502d31323341424344000000000000000000
want  remoteid.version = 0
end   done

# As the test transmitter of the Open Drone ID project does.
case  a sender that declares no kind
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   d000004d46473141303132333435363738390000000000000000
want  remoteid.version = 0
want  remoteid.basic_id = 0 MFG1A0123456789
end   done

case  no kind and no id
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   d002000000000000000000000000000000000000000000000000
want  remoteid.version = 2
end   done

case  a serial number of its own making
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00021264726f6e65206e6f203700000000000000000000000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 drone no 7
end   done

case  a serial number whose size is not the one it names
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   000210313538314635464b443232394130304142434400000000
want  remoteid.version = 2
want  remoteid.basic_id = 1 1581F5FKD229A00ABCD
end   done

case  a serial number that ends before its size
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   0002103135383100000000000000000000000000000000000000
want  remoteid.version = 2
want  remoteid.basic_id = 1 1581
end   done

case  a serial number that is no text
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00021231353831461b5b33316d00000000000000000000000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
end   done

case  a kind of id that nobody knows
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   000252313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
end   done

case  a pack in a pack, and an edition that nobody knows, are passed over
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21903
hex   f219010212313538314635464b443232394130304142434445
hex   0912313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done

case  nine messages, with other bytes behind
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21909
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   122000b4000080ea4d1fd070fd07d007d007d0074a43000001
hex   0212313538314635464b443232394130304142434445000000
hex   ffff
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done

case  cut behind the first message
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21902
hex   0212313538314635464b443232394130304142434445000000
hex   122000b4000080ea4d1fd070fd07d007d007d007
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   cut

case  cut inside the first message
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21901
hex   0212313538314635464b4432323941303041424344450000
end   cut

case  cut inside the head of the pack
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f219
end   cut

case  ten messages
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f2190a
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
hex   0212313538314635464b443232394130304142434445000000
end   broken

case  no message
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21900
end   broken

case  messages of another size
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f21801
hex   0212313538314635464b443232394130304142434445000000
end   broken

case  an edition that nobody knows
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   00f31901
hex   0212313538314635464b443232394130304142434445000000
end   not-mine

case  a message that nobody knows
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   0062000000000000000000000000000000000000000000000000
end   not-mine

case  nothing but the counter
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
hex   2a
end   not-mine

case  nothing
lane  wifi fa0bbc0d
from  00:00:5e:00:53:01
end   not-mine

case  a message that somebody recorded
lane  document remoteid.raw
from  00:00:5e:00:53:01
hex   070212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done
