%% compat: octave
1;
function r = needs_two (a, b)
  if (nargin != 2)
    error ("Octave:invalid-fun-call", "Invalid call to needs_two");
  endif
  r = a + b;
endfunction
try
  needs_two (1);
catch err
  disp (err.message);
end_try_catch
printf ("%d\n", needs_two (1, 2));
try
  needs_two (1, 2, 3);
catch err
  disp (err.message);
end_try_catch
