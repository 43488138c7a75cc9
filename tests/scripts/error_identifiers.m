%% compat: octave
1;
function show (code)
  try
    eval (code);
  catch err
    printf ("%s\n", err.identifier);
  end_try_catch
endfunction
show ("x = undefined_name;");
show ("a = [1 2 3]; a(7);");
show ("a = [1 2 3]; a(0);");
show ("[1 2] + [1 2 3];");
show ("error ('Octave:my-id', 'text');");
show ("ones (2, 3) * ones (2, 3);");
show ("s.a = 1; s.b;");
