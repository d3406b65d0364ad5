# Layout from QuantumEntangledAndy/neolink; what the devices say is made up.

case  a camera tells its version
lane  tcp 9000
from  192.0.2.20
hex   f0debc0a 50000000 d0000000 00000000 c8001464 00000000 23124426 36490e9a
hex   6d5e5524 34545ace 311d1e6b 3f071b90 7b44522c 674b2dab 59000469 7a5646f5
hex   234f532f 235772c3 49484e38 330616b6 714b536b 2c0c0a8c 76425276 785856ce
hex   3d133677 3408159a 216a5d39 3e0c16c3 30435d26 3f5772c3 6b544c2e 643b34bc
hex   32190d7b 66460c86 6f480241 660f118d 725a5d39 3f3f1d8d 6c445325 641f4ad1
hex   2f030c65 6c5d4fc3 304b5539 371e198d 7a7b5939 29001791 2127003b 3b1a0b88
hex   705f5875 2255578f 7e5e4f3c 351b1cc1 1511131d 3f1b0b96 70437525 3c0646f5
hex   23025e24 3e1046f5
want  baichuan.magic = f0debc0a
want  baichuan.name = Garden
want  baichuan.type = RLC-410
want  baichuan.firmware_version = v2.0.0.647
end   done

case  the same of channel 3
lane  tcp 9000
from  192.0.2.20
hex   f0debc0a 50000000 d0000000 03000000 c8001464 00000000 74661216 903c585a
hex   3a2a0314 92210c0e 6669485b 99724d50 2c30041c c13e7b6b 0e745259 dc231035
hex   743b051f 85222403 1e3c1808 95734076 263f055b 8a795c4c 21360446 de2d000e
hex   6a676047 927d435a 761e0b09 98794003 67370b16 99222403 3c201a1e c24e627c
hex   656d5b4b c0335a46 383c5471 c07a474d 252e0b09 994a4b4d 3b300515 c26a1c11
hex   78775a55 ca281903 673f0309 916b4f4d 2d0f0f09 8f754151 7653560b 9d6f5d48
hex   272b0e45 8420014f 292a190c 936e4a01 4265452d 996e5d56 27372315 9a731035
hex   74760814 98651035
want  baichuan.magic = f0debc0a
want  baichuan.name = Garden
want  baichuan.type = RLC-410
want  baichuan.firmware_version = v2.0.0.647
end   done

case  plain XML, on another port
lane  tcp 9001
from  192.0.2.20
hex   f0debc0a 50000000 d0000000 00000000 c8001464 00000000 3c3f786d 6c207665
hex   7273696f 6e3d2231 2e302220 656e636f 64696e67 3d225554 462d3822 203f3e0a
hex   3c626f64 793e0a3c 56657273 696f6e49 6e666f20 76657273 696f6e3d 22312e31
hex   223e0a3c 6e616d65 3e476172 64656e3c 2f6e616d 653e0a3c 74797065 3e524c43
hex   2d343130 3c2f7479 70653e0a 3c666972 6d776172 65566572 73696f6e 3e76322e
hex   302e302e 3634373c 2f666972 6d776172 65566572 73696f6e 3e0a3c70 61737377
hex   6f72643e 783c2f70 61737377 6f72643e 0a3c2f56 65727369 6f6e496e 666f3e0a
hex   3c2f626f 64793e0a
want  baichuan.magic = f0debc0a
want  baichuan.name = Garden
want  baichuan.type = RLC-410
want  baichuan.firmware_version = v2.0.0.647
end   done

case  the challenge to a log-in: its number is nobody's business
lane  document baichuan.raw
hex   f0debc0a 01000000 97000000 00000000 02dd1466 23124426 36490e9a 6d5e5524
hex   34545ace 311d1e6b 3f071b90 7b44522c 674b2dab 59000469 7a5646f5 234f532f
hex   235772c3 5a435f39 23190c96 70431c3d 3f1b0b96 70430169 6b4749dd 2127003f
hex   23191dc1 72490977 751d018f 7a133677 3406169c 7a130c66 1b0116ba 4554692c
hex   6c0c338d 556b751c 3d3128b9 23025224 340a1dc1 1511130e 340a0a86 6f595524
hex   345772c3 304f532f 235772
want  baichuan.magic = f0debc0a
end   done

case  behind AES only the header shows
lane  document baichuan.raw
hex   f0debc0a 66000000 40000000 00000000 c8001464 00000000 0b30557a 9fc4e90e
hex   33587da2 c7ec1136 5b80a5ca ef14395e 83a8cdf2 173c6186 abd0f51a 3f6489ae
hex   d3f81d42 678cb1d6 fb20456a 8fb4d9fe 23486d92 b7dc0126
want  baichuan.magic = f0debc0a
end   done

case  an answer without a body
lane  document baichuan.raw
hex   f0debc0a 43000000 00000000 00000000 c8000000 00000000
want  baichuan.magic = f0debc0a
end   done

case  who asks is no device
lane  tcp 9000
from  192.0.2.20
hex   f0debc0a 01000000 00000000 00000000 02dc1465
end   done

case  cut inside the XML
lane  tcp 9000
from  192.0.2.20
hex   f0debc0a 50000000 d0000000 00000000 c8001464 00000000 23124426 36490e9a
hex   6d5e5524 34545ace 311d1e6b 3f071b90 7b44522c 674b2dab 59000469 7a5646f5
hex   234f532f 235772c3 49484e38 330616b6 714b536b 2c0c0a8c 76425276 785856ce
hex   3d133677 3408159a 216a5d39 3e0c16c3 30435d26 3f5772c3 6b544c2e 643b34bc
hex   32190d7b 66460c86 6f480241 660f118d
want  baichuan.magic = f0debc0a
want  baichuan.name = Garden
want  baichuan.type = RLC-410
end   cut

case  cut inside the header
lane  tcp 9000
from  192.0.2.20
hex   f0debc0a 50000000 00000000 00000000 c800
end   cut

case  hostile: a size that is not there
lane  document baichuan.raw
hex   f0debc0a 50000000 ffffffff 00000000 c8001464 00000000 234f532f 235744a9
hex   7a5f4f22 35073191 79420277 2e10089a 214c0064 2e10089a 2111131d 3f1b0b96
hex   70437525 3c0646c3 304f532f 2357
want  baichuan.magic = f0debc0a
want  baichuan.type = a
end   done

case  somebody else on the port
lane  tcp 9000
text  hello, who is there at all?\r\n
end   not-mine
