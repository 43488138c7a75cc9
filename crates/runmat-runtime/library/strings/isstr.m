function tf = isstr(x)
  % tf = isstr(x): whether x is a char array; ischar is the present name.
  tf = ischar(x);
end
