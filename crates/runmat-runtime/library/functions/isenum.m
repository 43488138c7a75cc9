function tf = isenum(x)
  % tf = isenum(x): whether x is of an enumeration; there are none.
  tf = false;
end
