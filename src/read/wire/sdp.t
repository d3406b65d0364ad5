# Sessions as cameras describe them, shortened; addresses from RFC 5737.

case  a Hikvision camera
lane  body
text  v=0\r\no=- 1721969533379665 1721969533379665 IN IP4 192.0.2.12\r\ns=Media Presentation\r\ne=NONE\r\nb=AS:5100\r\nt=0 0\r\n
text  a=control:rtsp://192.0.2.12:554/Streaming/channels/101/\r\nm=video 0 RTP/AVP 96\r\nc=IN IP4 0.0.0.0\r\na=recvonly\r\n
text  a=x-dimensions:3200,1800\r\na=control:rtsp://192.0.2.12:554/Streaming/channels/101/trackID=1\r\na=rtpmap:96 H264/90000\r\n
text  a=fmtp:96 profile-level-id=420029; packetization-mode=1\r\na=Media_header:MEDIAINFO=494D4B48010300;\r\na=appversion:1.0\r\n
want  sdp.origin = - 1721969533379665 1721969533379665 IN IP4 192.0.2.12
want  sdp.session = Media Presentation
want  rtsp.path = /Streaming/channels/101
want  sdp.attribute = x-dimensions:3200,1800
want  sdp.attribute = Media_header:MEDIAINFO=494D4B48010300;
want  sdp.attribute = appversion:1.0
end   done

case  a Uniview camera under another name
lane  document sdp.raw
text  v=0\no=- 1001 1 IN\ns=VCP IPC Realtime stream\nm=video 0 RTP/AVP 105\nc=IN\na=control:rtsp://0.0.0.0/media/video2/video\n
text  a=fmtp:105 profile-level-id=640016\nm=application 0 RTP/AVP 107\na=fmtp:107 DecoderTag=h3c-v3 RTCP=0\na=recvonly\n\n
want  sdp.origin = - 1001 1 IN
want  sdp.session = VCP IPC Realtime stream
want  rtsp.path = /media/video2/video
want  sdp.attribute = fmtp:107 DecoderTag=h3c-v3 RTCP=0
end   done

case  Reolink: tool and information
lane  body
text  v=0\r\no=- 1 1 IN IP4 192.0.2.48\r\ns=Session streamed by "preview"\r\ni=h264Preview_01_main\r\nt=0 0\r\n
text  a=tool:LIVE555 Streaming Media v2013.04.08\r\na=type:broadcast\r\na=control:*\r\na=range:npt=0-\r\n
text  a=x-qt-text-nam:Session streamed by "preview"\r\n
want  sdp.origin = - 1 1 IN IP4 192.0.2.48
want  sdp.session = Session streamed by "preview"
want  sdp.info = h264Preview_01_main
want  sdp.tool = LIVE555 Streaming Media v2013.04.08
want  sdp.attribute = x-qt-text-nam:Session streamed by "preview"
end   done

case  kinds of media that only one maker has, and a URI
lane  body
text  v=0\ns=a\nu=www.evostream.com\nm=video 0 RTP/AVP 96\nm=application/TP-LINK 0 RTP/AVP smart/1/90000\nm=vana 0 RTP/AVP 108\n
want  sdp.session = a
want  sdp.uri = www.evostream.com
want  sdp.media = application/TP-LINK
want  sdp.media = vana
end   done

case  cut in the middle: lines have no promised end
lane  body
text  v=0\ns=Media Ser
want  sdp.session = Media Ser
end   done

case  another version
lane  body
text  v=1\ns=x\n
end   not-mine

case  lines that are none
lane  body
text  v=0\n\n=\n=x\ns\ns=\na=\na=:\nm=\nq=x\n\0=\0\na=ice-pwd:x\n

end   done
