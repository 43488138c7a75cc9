function y = polyout(c, x)
  % polyout(c, x): the polynomial as text in the variable named x.
  if nargin < 1
    print_usage();
  end
  if ~isvector(c)
    error('polyout: first argument must be a vector');
  end
  if nargin == 1
    x = 's';
  elseif ~ischar(x)
    error('polyout: second argument must be a string');
  end
  n = numel(c);
  if n > 0
    n1 = n + 1;
    text = coefficient(c(1));
    for k = 2:n
      if real(c(k)) < 0
        sign_text = ' - ';
        value = -c(k);
      else
        sign_text = ' + ';
        value = c(k);
      end
      text = sprintf('%s*%s^%d%s%s', text, x, n1 - k, sign_text, coefficient(value));
    end
  else
    text = ' ';
  end
  if nargout == 0
    disp(text);
  else
    y = text;
  end
end

function s = coefficient(c)
  if imag(c) ~= 0
    s = sprintf('(%s)', num2str(c, 5));
  else
    s = num2str(c, 5);
  end
end
