%% compat: octave
try
  error ("remembered");
catch
end_try_catch
disp (lasterr ());
eval ("error ('again');", "disp ('handled');");
disp (lasterr ());
