# Messages as cameras send them, shortened; addresses from RFC 5737.

case  a Dahua camera describes its stream
lane  tcp 554
from  192.0.2.111
text  RTSP/1.0 200 OK\r\nCSeq: 3\r\nx-Accept-Dynamic-Rate: 1\r\n
text  Content-Base: rtsp://192.0.2.111:554/cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif/\r\n
text  Cache-Control: must-revalidate\r\nContent-Length: 51\r\nContent-Type: application/sdp\r\n\r\n
text  v=0\r\ns=Media Server\r\na=packetization-supported:DH\r\n
text  RTSP/1.0 200 OK\r\nCSeq: 5\r\nSession: 136527041864\r\nServer: Rtsp Server/3.0\r\n
text  Public: OPTIONS, DESCRIBE, ANNOUNCE, SETUP, PLAY, RECORD, PAUSE, TEARDOWN, SET_PARAMETER, GET_PARAMETER\r\n\r\n
want  rtsp.header = x-Accept-Dynamic-Rate: 1
want  rtsp.path = /cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif
want  sdp.session = Media Server
want  sdp.attribute = packetization-supported:DH
want  rtsp.server = Rtsp Server/3.0
want  rtsp.public = OPTIONS, DESCRIBE, ANNOUNCE, SETUP, PLAY, RECORD, PAUSE, TEARDOWN, SET_PARAMETER, GET_PARAMETER
end   done

case  two challenges at once, no realm in the third
lane  document rtsp.raw
text  RTSP/1.0 401 Unauthorized\nCSeq: 1\nWWW-Authenticate: Digest realm="00005e005301", nonce="7396", stale="FALSE"\n
text  Www-Authenticate: Basic realm=00005e005301\nwww-authenticate: Bearer\nDate:  Sat, Apr 25 2026 00:05:48 GMT\n\n
want  rtsp.www_authenticate = Digest realm="00005e005301", nonce="7396", stale="FALSE"
want  rtsp.realm = 00005e005301
want  rtsp.www_authenticate = Basic realm=00005e005301
want  rtsp.realm = 00005e005301
want  rtsp.www_authenticate = Bearer
end   done

case  a recorded answer with stray blanks and no empty line
lane  document rtsp.raw
text  RTSP/1.0 200 OK \nPublic: OPTIONS, DESCRIBE \nCseq: 7 \nDate: Wed, Jun 04 2025 11:52:20 GMT \n
want  rtsp.public = OPTIONS, DESCRIBE
end   cut

case  a stream port that answers in HTTP's name
lane  document rtsp.raw
text  HTTP/1.1 404 Not Found\nServer: TAS-Tech IPCam\nDate: Fri, 8 Mar 118 18:46:15 GMT\n\n
want  rtsp.server = TAS-Tech IPCam
end   done

case  a base without a scheme, a length that is longer than the record
lane  document rtsp.raw
text  RTSP/1.0 200 OK\nContent-Base: 192.0.2.10:554/stream0/\nContent-Length: 888\n\nv=0\ns=RTSP/RTP stream from anjvision ipcamera\n
want  rtsp.path = /stream0
want  sdp.session = RTSP/RTP stream from anjvision ipcamera
end   cut

case  a path from RTP-Info
lane  tcp 554
text  RTSP/1.0 200 OK\r\nRTP-Info: url=rtsp://192.0.2.19:554/0/main/trackID=0;seq=0;rtptime=0;\r\n\r\n$\0\0\x04abcd
want  rtsp.path = /0/main/trackID=0
end   done

case  a recorded request: the path is the camera's, the password nobody's
lane  document rtsp.raw
text  DESCRIBE rtsp://admin:p/w@192.0.2.8:554/user=admin_password=a_b_channel=1_stream=0.sdp?real_stream RTSP/1.0\r\n
text  User-Agent: LibVLC/3.0.18\r\n\r\n
text  SETUP rtsp://192.0.2.8/live?user=x&passwd=secret&a=1 RTSP/1.0\r\n\r\nOPTIONS * RTSP/1.0\r\n\r\n
want  rtsp.path = /user=admin_password=***_channel=1_stream=0.sdp?real_stream
want  rtsp.user_agent = LibVLC/3.0.18
want  rtsp.path = /live?user=x&passwd=***&a=1
end   done

case  a live request whose receiver is not known tells no path
lane  tcp 554
from  192.0.2.9
text  DESCRIBE rtsp://192.0.2.8/h264Preview_01_main RTSP/1.0\r\nUser-Agent: x\r\n\r\n
want  rtsp.user_agent = x
end   done

case  cut inside a header
lane  tcp 554
text  RTSP/1.0 200 OK\r\nServer: H264DVR 1.0
want  rtsp.server = H264DVR 1.0
end   cut

case  interleaved media is no talk
lane  tcp 554
hex   24 00 00 04 61 62 63 64
end   not-mine

case  HTTP on the wire is not RTSP
lane  tcp 554
from  192.0.2.9
text  HTTP/1.1 200 OK\r\nServer: x\r\n\r\n
want  http.server = x
end   cut

case  hostile lengths and names
lane  tcp 554
text  RTSP/1.0 999999999999999999999 x\r\n\r\n
end   not-mine

case  a length that is no number, a header of nothing
lane  tcp 554
text  RTSP/1.0 200\r\nContent-Length: -1\r\n: x\r\nX-Token: a\r\nX-:\r\nServer\r\nServer:\r\n\r\nabc
end   done

case  a path with an address: it may be a stream of another device
lane  part rtsp.path
text  rtsp://admin:secret@192.0.2.8:554/Streaming/Channels/101
end   done

case  the same without its scheme
lane  part rtsp.path
text  192.0.2.8:554/Streaming/Channels/101
end   done

case  a path without its first slash
lane  part rtsp.path
text  cam/realmonitor?channel=1&subtype=0
want  rtsp.path = /cam/realmonitor?channel=1&subtype=0
end   done

case  a path as it should be is told already
lane  part rtsp.path
text  /onvif1
end   done

case  the address that ONVIF gives for the stream: of a bridge it is its camera's
lane  part onvif.stream_uri
text  rtsp://192.0.2.8/onvif1
end   done

case  the same without a host
lane  part onvif.stream_uri
text  onvif1
want  rtsp.path = /onvif1
end   done

case  a challenge by itself
lane  part rtsp.www_authenticate
text  Digest realm="Login to 6L0XXXXXXXXXXXX", nonce="1"
want  rtsp.realm = Login to 6L0XXXXXXXXXXXX
end   done

case  a header by itself
lane  part rtsp.header
text  Server: Hipcam RealServer/V1.0
want  rtsp.server = Hipcam RealServer/V1.0
end   done

case a stream server awaits the next question
lane tcp 554
from 192.0.2.7
text RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n
want rtsp.public = OPTIONS, DESCRIBE
connection stays
end done

case unless it says that it closes
lane tcp 554
from 192.0.2.7
text RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nConnection: close\r\nServer: x\r\n\r\n
want rtsp.server = x
connection closes
end done
