%% compat: octave
try
  unwind_protect
    disp ("body");
    error ("failed here");
  unwind_protect_cleanup
    disp ("cleanup");
  end_unwind_protect
  disp ("not reached");
catch err
  disp (err.message);
end_try_catch
