%% compat: matlab
try
  if [1 2] && 1, disp('no'); end
catch err
  disp(err.identifier);
end
try
  x = [] || 1;
catch err
  disp(err.identifier);
end
