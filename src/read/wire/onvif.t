# Answers as devices send them, shortened; addresses from RFC 5737 and RFC 7042.

case  a camera names itself
lane  body
text  <?xml version="1.0" encoding="UTF-8"?><Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"
text   xmlns:tds="http://www.onvif.org/ver10/device/wsdl">\n <Body>\n<GetDeviceInformationResponse>
text  <Manufacturer xmlns="http://www.onvif.org/ver10/device/wsdl">Bosch</Manufacturer>\n<Model>FLEXIDOME panoramic 5100i</Model>
text  <FirmwareVersion>9.00.0210</FirmwareVersion><SerialNumber>404705923000000000</SerialNumber>
text  <HardwareId>F000B543</HardwareId></GetDeviceInformationResponse></Body></Envelope>
want  onvif.manufacturer = Bosch
want  onvif.model = FLEXIDOME panoramic 5100i
want  onvif.firmware_version = 9.00.0210
want  onvif.serial_number = 404705923000000000
want  onvif.hardware_id = F000B543
end   done

case  a refusal still declares whose firmware it is, one namespace a host, however the tool that printed it spells xmlns
lane  document onvif.raw
text  <Envelope xmlns="http://www.w3.org/2003/05/soap-envelope" _xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
text   _xmlns:a="http://www.axis.com/vapix/ws/action1" _xmlns:xmlns="xmlns"><Body><Fault>
text  <Code xmlns:a="http://www.axis.com/vapix/ws/action1" xmlns:e='http://www.axis.com/vapix/ws/entry' xmlns:h='http://www.hikvision.com/2011/event/topics'><Value>Sender</Value></Code>
text  </Fault></Body></Envelope>
want  onvif.namespace = http://www.axis.com/vapix/ws/action1
want  onvif.namespace = http://www.hikvision.com/2011/event/topics
end   done

case  services of a maker's own
lane  body
text  <s:Envelope><s:Body><tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/device/wsdl</tds:Namespace>
text  </tds:Service><tds:Service><tds:Namespace> http://www.onvifext.com/onvif/ext/ver10/wsdl </tds:Namespace></tds:Service>
text  </tds:GetServicesResponse></s:Body></s:Envelope>
want  onvif.namespace = http://www.onvifext.com/onvif/ext/ver10/wsdl
end   done

case  scopes, also one that is no URI and holds blanks
lane  body
text  <E:Envelope><E:Body><GetScopesResponse><Scopes><ScopeDef>Fixed</ScopeDef><ScopeItem>onvif://www.onvif.org/name/IPC-BO</ScopeItem>
text  </Scopes><Scopes><ScopeItem>odm:name:Lab Cam 1</ScopeItem></Scopes></GetScopesResponse></E:Body></E:Envelope>
want  wsd.scope = onvif://www.onvif.org/name/IPC-BO
want  wsd.scope_name = IPC-BO
want  wsd.scope = odm:name:Lab Cam 1
end   done

case  profiles out of their envelope, cut
lane  document onvif.get_profiles
text  <GetProfilesResponse xmlns="http://www.onvif.org/ver10/media/wsdl"><Profiles token="MainStreamTooken" fixed="true">
text  <Name xmlns="http://www.onvif.org/ver10/schema">MainStream</Name><VideoSourceConfiguration><Name>video_source_cfg_0</Name>
want  onvif.profile.token = MainStreamTooken
want  onvif.profile.name = MainStream
end   cut

case  profiles as somebody typed them off
lane  document onvif.get_profiles
text  001, Profile_001, H264, 704, 576, 25\n
end   not-mine

case  MAC, host name, endpoint and address, each from its answer
lane  body
text  <Envelope><Body><GetNetworkInterfacesResponse><NetworkInterfaces token="eth0"><Info><Name>eth0</Name>
text  <HwAddress>00:00:5e:00:53:01</HwAddress></Info></NetworkInterfaces></GetNetworkInterfacesResponse></Body></Envelope>
want  onvif.mac = 00:00:5e:00:53:01
end   done

case  host name
lane  body
text  <Envelope><Body><GetHostnameResponse><HostnameInformation><FromDHCP>false</FromDHCP><Name>axis-00005e005301</Name>
text  </HostnameInformation></GetHostnameResponse></Body></Envelope>
want  onvif.hostname = axis-00005e005301
end   done

case  endpoint
lane  body
text  <Envelope><Body><GetEndpointReferenceResponse><GUID>urn:uuid:00075fd5</GUID></GetEndpointReferenceResponse></Body></Envelope>
want  wsd.endpoint = urn:uuid:00075fd5
end   done

case  capabilities
lane  document onvif.get_capabilities
text  <GetCapabilitiesResponse xmlns="http://www.onvif.org/ver10/device/wsdl"><Capabilities><Analytics>
text  <XAddr>http://192.0.2.1:8899/onvif/analytics_service</XAddr></Analytics><Device>
text  <XAddr>http://192.0.2.1:8899/onvif/device_service</XAddr><Network></Network>
want  wsd.xaddr = http://192.0.2.1:8899/onvif/device_service
end   cut

case  a discovery message that was recorded as ONVIF
lane  document onvif.raw
text  <Envelope><Body><ProbeMatches><ProbeMatch><Types>dn:NetworkVideoTransmitter</Types></ProbeMatch></ProbeMatches></Body></Envelope>
want  wsd.types = dn:NetworkVideoTransmitter
end   done

case  a question tells nothing
lane  body
text  <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>
text  <GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/></s:Body></s:Envelope>
end   done

case  users are nobody's business
lane  body
text  <s:Envelope xmlns:t="http://www.onvif.org/ver10/schema"><s:Body><GetUsersResponse><User><Username>admin</Username>
text  <Password>x</Password></User></GetUsersResponse></s:Body></s:Envelope>
end   done

case  SOAP of somebody else
lane  body
text  <s:Envelope xmlns:u="urn:schemas-upnp-org:service:AVTransport:1"><s:Body><u:PlayResponse/></s:Body></s:Envelope>
end   not-mine

case  hostile: an envelope without a body, and one that is its own call
lane  document onvif.raw
text  <Envelope xmlns="http://www.onvif.org/ver10/schema"><Envelope><Body><Model>x</Model></Body></Envelope></Envelope>
end   done

case  hostile: more profiles than a camera has
lane  body
text  <GetProfilesResponse><Profiles token="1"/><Profiles token="2"/><Profiles token="3"/><Profiles token="4"/><Profiles token="5"/>
text  <Profiles token="6"/><Profiles token="7"/><Profiles token="8"/><Profiles token="9"/><Profiles token="10"/><Profiles token="11"/>
text  <Profiles token="12"/><Profiles token="13"/><Profiles token="14"/><Profiles token="15"/><Profiles token="16"/><Profiles token="17"/>
text  </GetProfilesResponse>
want  onvif.profile.token = 1
want  onvif.profile.token = 2
want  onvif.profile.token = 3
want  onvif.profile.token = 4
want  onvif.profile.token = 5
want  onvif.profile.token = 6
want  onvif.profile.token = 7
want  onvif.profile.token = 8
want  onvif.profile.token = 9
want  onvif.profile.token = 10
want  onvif.profile.token = 11
want  onvif.profile.token = 12
want  onvif.profile.token = 13
want  onvif.profile.token = 14
want  onvif.profile.token = 15
want  onvif.profile.token = 16
end   done

case  by HTTP, the answers of two in one file
lane  tcp 80
text  HTTP/1.1 200 OK\r\n\r\n<Envelope><Body><GetDeviceInformationResponse><Manufacturer>a</Manufacturer></GetDeviceInformationResponse></Body></Envelope>
text  <Envelope><Body><GetDeviceInformationResponse><Manufacturer>b</Manufacturer></GetDeviceInformationResponse></Body></Envelope>
end   cut
