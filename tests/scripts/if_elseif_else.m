%% compat: both
1;
function r = grade(x)
  if x >= 90
    r = 'A';
  elseif x >= 80
    r = 'B';
  elseif x >= 70
    r = 'C';
  else
    r = 'F';
  end
end
fprintf('%s', grade(95), grade(85), grade(75), grade(10)); fprintf('\n');
if [], disp('empty true'); else, disp('empty false'); end
if [1 1 1], disp('all ones'); end
if [1 0 1], disp('has zero'); else, disp('zero fails'); end
if 'text', disp('text true'); end
if 0.5, disp('half'); end
