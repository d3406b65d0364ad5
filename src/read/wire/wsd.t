# Messages as devices send them, shortened; addresses from RFC 5737, MAC addresses from RFC 7042.

case  a Hikvision camera answers; somebody printed the line ends as text between its elements
lane  document wsd.raw
text  <?xml version="1.0" encoding="UTF-8"?>\n\\r\\n<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"
text   xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:tnshik="http://www.hikvision.com/2011/event/topics"
text   xmlns:wsadis="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:hikwsd="http://www.onvifext.com/onvif/ext/ver10/wsdl">\n
text  <env:Header>\\r\\n\n<wsadis:ReplyTo><wsadis:Address>http://x/</wsadis:Address></wsadis:ReplyTo></env:Header>\\r\\n\n<env:Body>
text  <d:ProbeMatches><d:ProbeMatch><wsadis:EndpointReference>\n
text  <wsadis:Address>urn:uuid:ec4914fd-936b-11b5-8467-00005e005301</wsadis:Address>\n\\r\\n\n</wsadis:EndpointReference>\\r\\n
text  <d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>\\r\\n
text  <d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/DS-2CD2T32-I3
text  \x20onvif://www.onvif.org/name/HIKVISION%20DS-2CD2T32-I3 onvif://www.onvif.org/location/city/hangzhou</d:Scopes>
text  <d:XAddrs>http://192.0.2.31/onvif/device_service http://[fe80::200:5eff:fe00:5301]/onvif/device_service</d:XAddrs>
text  <d:MetadataVersion>10</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></env:Body></env:Envelope>\\r\\n
want  wsd.namespace = http://www.hikvision.com/2011/event/topics
want  wsd.namespace = http://www.onvifext.com/onvif/ext/ver10/wsdl
want  wsd.endpoint = urn:uuid:ec4914fd-936b-11b5-8467-00005e005301
want  wsd.types = dn:NetworkVideoTransmitter tds:Device
want  wsd.scope = onvif://www.onvif.org/type/video_encoder
want  wsd.scope = onvif://www.onvif.org/hardware/DS-2CD2T32-I3
want  wsd.scope_hardware = DS-2CD2T32-I3
want  wsd.scope = onvif://www.onvif.org/name/HIKVISION%20DS-2CD2T32-I3
want  wsd.scope_name = HIKVISION DS-2CD2T32-I3
want  wsd.scope = onvif://www.onvif.org/location/city/hangzhou
want  wsd.scope_location = city/hangzhou
want  wsd.xaddr = http://192.0.2.31/onvif/device_service
want  wsd.xaddr = http://[fe80::200:5eff:fe00:5301]/onvif/device_service
end   done

case  a Uniview camera tells serial, version and MAC in its scopes
lane  udp 3702
from  192.0.2.26
text  <s:Envelope><s:Body><d:Hello><a:EndpointReference>
text  <a:Address>urn:uuid:00010010-0001-1020-8000-00005e005302</a:Address></a:EndpointReference>
text  <d:Scopes>onvif://www.onvif.org/manufacturer/NONE onvif://www.onvif.org/version/GIPC-B6215.1.68.NB.240617
text  \tonvif://www.onvif.org/macaddr/00005e005302 onvif://www.onvif.org/location/ onvif://www.onvif.org/Name/a&amp;b
text  </d:Scopes></d:Hello></s:Body></s:Envelope>
want  wsd.endpoint = urn:uuid:00010010-0001-1020-8000-00005e005302
want  wsd.scope = onvif://www.onvif.org/manufacturer/NONE
want  wsd.scope_manufacturer = NONE
want  wsd.scope = onvif://www.onvif.org/version/GIPC-B6215.1.68.NB.240617
want  wsd.scope_version = GIPC-B6215.1.68.NB.240617
want  wsd.scope = onvif://www.onvif.org/macaddr/00005e005302
want  wsd.scope_mac = 00005e005302
want  wsd.scope = onvif://www.onvif.org/location/
want  wsd.scope = onvif://www.onvif.org/Name/a&b
want  wsd.scope_name = a&b
end   done

case  of several matches only the first is the sender
lane  udp 3702
text  <Envelope><Body><ProbeMatches><ProbeMatch><Types>a</Types></ProbeMatch>
text  <ProbeMatch><Types>b</Types></ProbeMatch></ProbeMatches></Body></Envelope>
want  wsd.types = a
end   done

case  of several matches by HTTP none is
lane  tcp 80
text  HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n\r\n
text  <Envelope><Body><ProbeMatches><ProbeMatch><Types>a</Types></ProbeMatch>
text  <ProbeMatch><Types>b</Types></ProbeMatch></ProbeMatches></Body></Envelope>
end   cut

case  who searches tells nothing of itself
lane  udp 3702
text  <?xml version="1.0"?><e:Envelope xmlns:x="http://vendor.example/"><e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types>
text  </d:Probe></e:Body></e:Envelope>
end   done

case  cut inside the scopes: half a scope is not told
lane  udp 3702
text  <s:Envelope><s:Body><d:ProbeMatches><d:ProbeMatch><d:Types>x</d:Types><d:Scopes>onvif://www.onvif.org/name/Am
want  wsd.types = x
end   cut

case  another call is not discovery
lane  udp 3702
text  <s:Envelope><s:Body><GetScopesResponse><Scopes>a</Scopes></GetScopesResponse></s:Body></s:Envelope>
end   not-mine

case  other XML
lane  udp 3702
text  <Probe><Types>inquiry</Types></Probe>
end   not-mine

case  no XML
lane  udp 3702
hex   00 01 02 03
end   not-mine

case  hostile: elements that are never closed, closed twice, without names, deeper than anything
lane  udp 3702
text  <a:Envelope x=y><!DOCTYPE a [ <!ENTITY b "c"> ]><Body></nobody>< ></><ProbeMatch><!-- <Types>no</Types> -->
text  <Types><![CDATA[a&amp;b]]></Types><XAddrs>&#x41;&#66;&bad;&#xffffffff;&</XAddrs>
text  <z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z><z>
text  <Types/></Envelope></Envelope>
want  wsd.types = a&amp;b
want  wsd.xaddr = AB&bad;\xef\xbf\xbd&
end   cut

case  a scope by itself
lane  part wsd.scope
text  onvif://www.onvif.org/hardware/AXIS%20M1014
want  wsd.scope_hardware = AXIS M1014
end   done

case  one with blanks, and a word that is no category of ours
lane  part wsd.scope
text  onvif://www.onvif.org/type/video encoder
end   done

case  scopes in a row
lane  part wsd.scope
text  onvif://www.onvif.org/type/ptz onvif://www.onvif.org/name/ANNKE
want  wsd.scope = onvif://www.onvif.org/type/ptz
want  wsd.scope = onvif://www.onvif.org/name/ANNKE
want  wsd.scope_name = ANNKE
end   done

case  one that GetScopes gave
lane  part onvif.scope
text  onvif://www.onvif.org/manufacturer/FLIR%20Systems
want  wsd.scope = onvif://www.onvif.org/manufacturer/FLIR%20Systems
want  wsd.scope_manufacturer = FLIR Systems
end   done
