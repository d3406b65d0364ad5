# Layouts of RFC 6762 and RFC 6763; real frames with the serial parts of MACs changed.

# D-Link DCS-930L, IoT Sentinel captures.
case  a camera announces its web page
lane  udp 5353
from  192.0.2.7
hex   00 00 84 00 00 00 00 06 00 00 00 00 11 44 43 53 2d 39 33 30 4c 42 31 5f 30 30 35 33 30 31 05 6c
hex   6f 63 61 6c 00 00 01 80 01 00 00 00 3c 00 04 0a 0a 0a 3a 02 35 38 02 31 30 02 31 30 02 31 30 07
hex   69 6e 2d 61 64 64 72 04 61 72 70 61 00 00 0c 80 01 00 00 00 3c 00 02 c0 0c 10 44 43 53 2d 39 33
hex   30 4c 42 5f 30 30 35 33 30 31 05 5f 68 74 74 70 04 5f 74 63 70 c0 1e 00 21 80 01 00 00 00 78 00
hex   08 00 00 00 00 00 50 c0 0c c0 59 00 10 80 01 00 00 11 94 00 01 00 09 5f 73 65 72 76 69 63 65 73
hex   07 5f 64 6e 73 2d 73 64 04 5f 75 64 70 c0 1e 00 0c 00 01 00 00 11 94 00 02 c0 6a c0 6a 00 0c 00
hex   01 00 00 11 94 00 02 c0 59
want  mdns.instance = DCS-930LB1_005301.local
want  mdns.hostname = DCS-930LB1_005301.local
want  mdns.ptr = DCS-930LB1_005301.local
want  mdns.instance = DCS-930LB_005301._http._tcp.local
want  mdns.srv = DCS-930LB1_005301.local
want  mdns.instance = _services._dns-sd._udp.local
want  mdns.service = _http._tcp.local
want  mdns.ptr = _http._tcp.local
want  mdns.instance = _http._tcp.local
want  mdns.service = _http._tcp.local
want  mdns.ptr = DCS-930LB_005301._http._tcp.local
end   done

# Edimax IC-3115W, IoT Sentinel captures. Its instance begins with a blank, here a dash.
case  a camera under a name of its own
lane  udp 5353
from  192.0.2.7
hex   00 00 84 00 00 00 00 06 00 00 00 00 08 6c 6f 63 61 6c 63 61 6d 05 6c 6f 63 61 6c 00 00 01 80 01
hex   00 00 00 78 00 04 0a 0a 0a 33 02 35 31 02 31 30 02 31 30 02 31 30 07 69 6e 2d 61 64 64 72 04 61
hex   72 70 61 00 00 0c 80 01 00 00 00 78 00 02 c0 0c 14 2d 5b 37 34 3a 64 61 3a 33 38 3a 30 30 3a 35
hex   33 3a 30 31 5d 05 5f 68 74 74 70 04 5f 74 63 70 c0 15 00 21 80 01 00 00 00 78 00 08 00 00 00 00
hex   00 50 c0 0c c0 50 00 10 80 01 00 00 11 94 00 18 17 49 43 2d 33 31 31 35 57 20 4e 65 74 77 6f 72
hex   6b 20 43 61 6d 65 72 61 09 5f 73 65 72 76 69 63 65 73 07 5f 64 6e 73 2d 73 64 04 5f 75 64 70 c0
hex   15 00 0c 00 01 00 00 11 94 00 02 c0 65 c0 65 00 0c 00 01 00 00 11 94 00 02 c0 50
want  mdns.instance = localcam.local
want  mdns.hostname = localcam.local
want  mdns.ptr = localcam.local
want  mdns.instance = -[74:da:38:00:53:01]._http._tcp.local
want  mdns.srv = localcam.local
want  mdns.txt = IC-3115W Network Camera
want  mdns.instance = _services._dns-sd._udp.local
want  mdns.service = _http._tcp.local
want  mdns.ptr = _http._tcp.local
want  mdns.instance = _http._tcp.local
want  mdns.service = _http._tcp.local
want  mdns.ptr = -[74:da:38:00:53:01]._http._tcp.local
end   done

# Philips Hue, IoT Sentinel captures.
case  properties of a HomeKit bridge
lane  udp 5353
from  192.0.2.7
hex   00 00 84 00 00 00 00 01 00 00 00 00 14 50 68 69 6c 69 70 73 20 68 75 65 20 2d 20 30 30 35 33 30
hex   31 04 5f 68 61 70 04 5f 74 63 70 05 6c 6f 63 61 6c 00 00 10 80 01 00 00 00 78 00 3f 04 63 23 3d
hex   32 04 66 66 3d 31 14 69 64 3d 30 30 3a 31 37 3a 38 38 3a 30 30 3a 35 33 3a 30 31 09 6d 64 3d 42
hex   53 42 30 30 32 06 70 76 3d 31 2e 30 04 73 66 3d 31 04 73 23 3d 31 04 63 69 3d 32
want  mdns.instance = Philips hue - 005301._hap._tcp.local
want  mdns.txt = c#=2
want  mdns.txt = ff=1
want  mdns.txt = id=00:17:88:00:53:01
want  mdns.txt = md=BSB002
want  mdns.txt = pv=1.0
want  mdns.txt = sf=1
want  mdns.txt = s#=1
want  mdns.txt = ci=2
end   done

# The same D-Link camera, before it announces.
case  a probe for its own names asks for nothing and announces nothing
lane  udp 5353
from  192.0.2.7
hex   00 00 00 00 00 02 00 00 00 02 00 00 11 44 43 53 2d 39 33 30 4c 42 31 5f 30 30 35 33 30 31 05 6c
hex   6f 63 61 6c 00 00 ff 80 01 10 44 43 53 2d 39 33 30 4c 42 5f 30 30 35 33 30 31 05 5f 68 74 74 70
hex   04 5f 74 63 70 c0 1e 00 ff 80 01 c0 0c 00 01 00 01 00 00 00 3c 00 04 0a 0a 0a 3a c0 29 00 21 00
hex   01 00 00 00 78 00 08 00 00 00 00 00 50 c0 0c
end   done

case  what a telephone looks for, with an answer it knows already
lane  udp 5353
from  192.0.2.7
hex   12 34 00 00 00 02 00 01 00 00 00 00 0b 5f 67 6f 6f 67 6c 65 63 61 73 74 04 5f 74 63 70 05 6c 6f
hex   63 61 6c 00 00 0c 80 01 0b 5f 61 78 69 73 2d 76 69 64 65 6f 04 5f 74 63 70 05 6c 6f 63 61 6c 00
hex   00 0c 00 01 c0 0c 00 0c 00 01 00 00 00 78 00 06 03 74 76 31 c0 0c
want  mdns.query = _googlecast._tcp.local
want  mdns.query = _axis-video._tcp.local
end   done

# The string is Apple's.
case  the model in _device-info
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 0c 54 69 6d 65 20 43 61 70 73 75 6c 65 0c 5f 64 65 76 69 63
hex   65 2d 69 6e 66 6f 04 5f 74 63 70 05 6c 6f 63 61 6c 00 00 10 00 01 00 00 00 78 00 0f 0e 6d 6f 64
hex   65 6c 3d 41 69 72 50 6f 72 74 36
want  mdns.instance = Time Capsule._device-info._tcp.local
want  mdns.device_info = model=AirPort6
end   done

case  a camera of Axis with cache-flush bits
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 03 00 00 00 00 0b 5f 61 78 69 73 2d 76 69 64 65 6f 04 5f 74 63 70 05 6c 6f
hex   63 61 6c 00 00 0c 00 01 00 00 00 78 00 1c 19 41 58 49 53 20 4d 35 30 31 34 20 2d 20 41 43 43 43
hex   38 45 30 30 35 33 30 31 c0 0c c0 2e 00 10 80 01 00 00 00 78 00 18 17 6d 61 63 61 64 64 72 65 73
hex   73 3d 41 43 43 43 38 45 30 30 35 33 30 31 c0 2e 00 21 80 01 00 00 00 78 00 0d 00 00 00 00 00 50
hex   04 61 78 69 73 c0 1d
want  mdns.instance = _axis-video._tcp.local
want  mdns.service = _axis-video._tcp.local
want  mdns.ptr = AXIS M5014 - ACCC8E005301._axis-video._tcp.local
want  mdns.instance = AXIS M5014 - ACCC8E005301._axis-video._tcp.local
want  mdns.txt = macaddress=ACCC8E005301
want  mdns.srv = axis.local
end   done

case  a subtype is no type of its own
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 08 5f 70 72 69 6e 74 65 72 04 5f 73 75 62 05 5f 68 74 74 70
hex   04 5f 74 63 70 05 6c 6f 63 61 6c 00 00 0c 00 01 00 00 00 78 00 16 03 63 61 6d 05 5f 68 74 74 70
hex   04 5f 74 63 70 05 6c 6f 63 61 6c 00
want  mdns.instance = _printer._sub._http._tcp.local
want  mdns.ptr = cam._http._tcp.local
end   done

case  a goodbye is still about its sender
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 03 63 61 6d 05 6c 6f 63 61 6c 00 00 01 80 01 00 00 00 00 00
hex   04 c0 00 02 07
want  mdns.instance = cam.local
want  mdns.hostname = cam.local
end   done

case  the unicast answer repeats the question
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 01 00 01 00 00 00 00 05 5f 68 74 74 70 04 5f 74 63 70 05 6c 6f 63 61 6c 00 00 0c
hex   00 01 c0 0c 00 0c 00 01 00 00 00 78 00 06 03 63 61 6d c0 0c
want  mdns.instance = _http._tcp.local
want  mdns.service = _http._tcp.local
want  mdns.ptr = cam._http._tcp.local
end   done

case  a TXT string that is longer than its record
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 03 63 61 6d 05 6c 6f 63 61 6c 00 00 10 00 01 00 00 00 78 00
hex   06 03 61 3d 62 ff 63
want  mdns.instance = cam.local
want  mdns.txt = a=b
end   done

case  a PTR whose name leaves its record
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 05 5f 68 74 74 70 04 5f 74 63 70 05 6c 6f 63 61 6c 00 00 0c
hex   00 01 00 00 00 78 00 04 09 63 61 6d
want  mdns.instance = _http._tcp.local
end   done

case  a PTR that jumps to itself
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 05 5f 68 74 74 70 04 5f 74 63 70 05 6c 6f 63 61 6c 00 00 0c
hex   00 01 00 00 00 78 00 02 c0 28
want  mdns.instance = _http._tcp.local
end   done

case  a SRV without a host
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 03 63 61 6d 05 5f 68 74 74 70 04 5f 74 63 70 05 6c 6f 63 61
hex   6c 00 00 21 00 01 00 00 00 78 00 06 00 00 00 00 00 50
want  mdns.instance = cam._http._tcp.local
end   done

case  a chain of forty jumps
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 02 00 00 00 00 00 00 0a 00 01 00 00 00 78 00 53 01 61 00 c0 17 c0 1a c0 1c
hex   c0 1e c0 20 c0 22 c0 24 c0 26 c0 28 c0 2a c0 2c c0 2e c0 30 c0 32 c0 34 c0 36 c0 38 c0 3a c0 3c
hex   c0 3e c0 40 c0 42 c0 44 c0 46 c0 48 c0 4a c0 4c c0 4e c0 50 c0 52 c0 54 c0 56 c0 58 c0 5a c0 5c
hex   c0 5e c0 60 c0 62 c0 64 c0 66 c0 68 00 01 00 01 00 00 00 78 00 04 0a 00 00 07
end   broken

case  another class than the Internet
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 01 00 00 00 00 03 63 61 6d 05 6c 6f 63 61 6c 00 00 01 00 03 00 00 00 78 00
hex   04 c0 00 02 07
end   done

case  cut inside the second record
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 02 00 00 00 00 03 63 61 6d 05 6c 6f 63 61 6c 00 00 01 00 01 00 00 00 78 00
hex   04 c0 00 02 07 c0 0c 00
want  mdns.instance = cam.local
want  mdns.hostname = cam.local
end   cut

case  a code that must be ignored
lane  udp 5353
from  192.0.2.7
hex   12 34 84 03 00 00 00 01 00 00 00 00 03 63 61 6d 05 6c 6f 63 61 6c 00 00 01 00 01 00 00 00 78 00
hex   04 c0 00 02 07
end   not-mine

case  a head that promises nothing
lane  udp 5353
from  192.0.2.7
hex   12 34 84 00 00 00 00 00 00 00 00 00
end   not-mine
