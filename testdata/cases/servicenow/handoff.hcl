# After the ITSM part of ServiceNow's product documentation (Apache-2.0), in our own words.

workspace {
  name = "servicenow"
}
