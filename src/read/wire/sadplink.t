# Layout from MatrixEditor/hiktools; counters and addresses are made up.

case  a unit answers an inquiry
lane  ether 8033
hex   210101f6 00000007 06040400 1234 00005e005301 c0000240 00005e005302 c0000202 ffffff00 00000000
want  sadplink.message = 4
want  sadplink.mac = 00:00:5e:00:53:01
want  sadplink.ip = 192.0.2.64
end   done

case  who asks is no device
lane  ether 8033
hex   21020142 00000007 06040300 1234 00005e005302 c0000202 ffffffffffff ffffffff ffffff00
end   done

case  an answer cut behind its MAC
lane  ether 8033
hex   210101f6 00000007 06040400 1234 00005e005301
end   cut

case  another sign
lane  ether 8033
hex   220101f6 00000007 06040400 1234 00005e005301 c0000240
end   not-mine

case  addresses of other sizes
lane  ether 8033
hex   210101f6 00000007 06100400 1234 00005e005301 c0000240
end   not-mine

case  cut inside the header
lane  ether 8033
hex   2101
end   not-mine
