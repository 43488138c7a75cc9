%% compat: octave
1;
function fails ()
  error ("deep:one", "deep message");
endfunction
try
  fails ();
catch err
  printf ("%s\n", err.message);
  printf ("%s\n", err.stack(1).name);
  printf ("%d\n", err.stack(1).line);
  f = fieldnames (err.stack);
  printf ("%s ", f{:});
  printf ("\n");
end_try_catch
