# Made from the layouts of IEEE 802.11-2020 and Wi-Fi Aware; the serial number is that of the example in data/marks/drones.yaml, the MAC of RFC 7042.

case  a drone announces its network
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000c4d617669632d316132623363
hex   010482848b96
hex   dd090050f204104a000110
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.ssid = Mavic-1a2b3c
want  wifi.vendor_ie = 0050f204
want  wifi.vendor_ie = fa0bbc0d
end   done

case  and answers a search
lane  wifi 5
from  00:00:5e:00:53:01
hex   5000000000005e00530200005e00530100005e0053011000
hex   000000000000000064000104
hex   000c4d617669632d316132623363
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.ssid = Mavic-1a2b3c
want  wifi.vendor_ie = fa0bbc0d
end   done

case  a neighbour's router is nobody's device
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000c4d617669632d316132623363
hex   010482848b96
hex   dd090050f204104a000110
end   not-mine

case  a router with an element of the same company
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000178
hex   dd21fa0bbc0e00f219010212313538314635464b443232394130304142434445000000
end   not-mine

case  an element without its message
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000178
hex   dd05fa0bbc0d2a
end   not-mine

case  an element whose message is of no known edition
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000178
hex   dd21fa0bbc0d2af719010212313538314635464b443232394130304142434445000000
end   not-mine

case  the element of Remote ID is cut: it may be anything
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000c4d617669632d316132623363
hex   dd21fa0bbc0d2af219010212313538314635464b4432323941303041424344450000
end   not-mine

case  cut behind it
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000c4d617669632d316132623363
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
hex   dd2000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.ssid = Mavic-1a2b3c
want  wifi.vendor_ie = fa0bbc0d
end   cut

case  a network that is hidden
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   00080000000000000000
hex   00067365636f6e64
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  a network without a name
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   0000
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  a name that is too long
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   0021787878787878787878787878787878787878787878787878787878787878787878
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  the number of who flies it as the name of the network, as the test transmitter of the Open Drone ID project has it
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000e4742522d4f502d31323341424344
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  the number of who flies it as the name of the network, as in Europe
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   00104e4c4438376173747264676531326b38
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  the number of who flies it as the name of the network, as in Europe, with what is nobody else's business
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   00144e4c4438376173747264676531326b382d78797a
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  NLD87ASTRDGE12K8 is no such number
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   00104e4c4438374153545244474531324b38
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.ssid = NLD87ASTRDGE12K8
want  wifi.vendor_ie = fa0bbc0d
end   done

case  NLD87astrdge12k is no such number
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   000f4e4c4438376173747264676531326b
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.ssid = NLD87astrdge12k
want  wifi.vendor_ie = fa0bbc0d
end   done

case  DJI-1234567890123456 is no such number
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   0014444a492d31323334353637383930313233343536
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.ssid = DJI-1234567890123456
want  wifi.vendor_ie = fa0bbc0d
end   done

case  elements of a company without a type, and without a company
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
hex   dd03263712
hex   dd0100
hex   dd00
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
want  wifi.vendor_ie = 263712
end   done

case  an HT control field
lane  wifi 8
from  00:00:5e:00:53:01
hex   80800000ffffffffffff00005e00530100005e0053011000
hex   00000000
hex   000000000000000064000104
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done

case  a later piece of a frame
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011100
hex   000000000000000064000104
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  a frame that is encrypted
lane  wifi 8
from  00:00:5e:00:53:01
hex   80400000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  a search
lane  wifi 8
from  00:00:5e:00:53:01
hex   40000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  cut inside the head
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e00
end   not-mine

case  cut inside the fixed part
lane  wifi 8
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   00000000000000
end   not-mine

case  a drone publishes its service
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0327008869199d92090100101d2af219010212313538314635464b443232394130304142434445000000
hex   0e040001000200
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done

case  with everything that may stand before the message
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0330008869199d920901007c010002aabb03ccddee1d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   done

case  a telephone that looks for drones
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0327008869199d92090100111d2af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  a service that says nothing more
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0309008869199d9209010000
end   not-mine

case  another service
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0327008869199d92080100101d2af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  a message that is longer than its attribute
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0327008869199d9209010010402af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  cut behind the message
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0327008869199d92090100101d2af219010212313538314635464b443232394130304142434445000000
hex   0e04
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
end   cut

case  cut inside the message
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a13
hex   0327008869199d92090100101d2af219010212313538314635464b4432323941303041424344450000
end   not-mine

case  another action
lane  wifi d
from  00:00:5e:00:53:01
hex   d0000000516f9a01000000005e00530100005e0053011000
hex   0409506f9a1c
hex   0327008869199d92090100101d2af219010212313538314635464b443232394130304142434445000000
end   not-mine

case  a frame that somebody recorded
lane  document wifi.raw
from  00:00:5e:00:53:01
hex   80000000ffffffffffff00005e00530100005e0053011000
hex   000000000000000064000104
hex   dd21fa0bbc0d2af219010212313538314635464b443232394130304142434445000000
want  remoteid.version = 2
want  remoteid.ua_type = helicopter or multirotor
want  remoteid.basic_id = 1 1581F5FKD229A00ABCDE
want  remoteid.basic_id_ansi = 1581F5FKD229A00ABCDE
want  wifi.vendor_ie = fa0bbc0d
end   done
