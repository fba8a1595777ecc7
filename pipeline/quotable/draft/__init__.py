"""The check of a report's draft against the released quotes: finding quotations, matching them,
telling what was done to them. Works on values; reading and marking files is the run layer's."""
